/**
 * What a pre-commit hook costs: `scan --staged` for one changed file of a repository of 1,000 files, as a process of
 * its own with a warm cache, against the start of Node itself.
 * usage: npm run bench:cold -- [rounds]
 * Wall time, medians, measured in turn: with the file changed since the last scan, as in a hook, and with nothing
 * changed since. The ratio is what counts. Ends with 1 above the bar.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const BAR = 6;
const DOMAINS = 50;
const HELPERS = 16;
const MAIN = join(import.meta.dirname, '../../dist/src/cli/main.js');

const rounds = Number(process.argv[2] ?? 11);
const root = mkdtempSync(join(tmpdir(), 'unsingleton-cold-'));
try {
  const { files, lines } = writeRepository();
  const git = (...args: readonly string[]): void => { execFileSync('git', ['-c', 'user.name=Alice', '-c', 'user.email=alice@example.com', ...args], { cwd: root }); };
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'Begin');
  write('src/domain7/store.ts', `${storeOf(7)}\nexport const limit7 = 7;\n`);
  git('add', '--all');
  scan();

  const taken = Array.from({ length: rounds }, (_, round) => {
    write('src/domain7/store.ts', `${storeOf(7)}\nexport const limit7 = ${String(round)};\n`);
    git('add', '--all');
    return { node: wall(['-e', '0']), changed: wall([MAIN, 'scan', '--staged']), unchanged: wall([MAIN, 'scan', '--staged']) };
  });
  const [node, changed, unchanged] = (['node', 'changed', 'unchanged'] as const).map((key) => median(taken.map((one) => one[key])));
  if (node === undefined || changed === undefined || unchanged === undefined) throw new RangeError('at least one round is needed');
  console.log(`${String(files)} files, ${String(lines)} lines, medians of ${String(rounds)} (bar ${String(BAR)})`);
  console.table({
    'node -e 0': { ms: node.toFixed(0), ratio: '1.0' },
    'scan --staged, one file changed since the last scan': { ms: changed.toFixed(0), ratio: (changed / node).toFixed(1) },
    'scan --staged, nothing changed since': { ms: unchanged.toFixed(0), ratio: (unchanged / node).toFixed(1) },
  });
  if (changed / node > BAR) process.exitCode = 1;
} finally {
  rmSync(root, { recursive: true, force: true });
}

function scan(): void {
  const { status, stderr } = spawnSync(process.execPath, [MAIN, 'scan', '--staged'], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`scan --staged ended with ${String(status)}: ${stderr}`);
}

function wall(args: readonly string[]): number {
  const started = performance.now();
  spawnSync(process.execPath, args, { cwd: root });
  return performance.now() - started;
}

function median(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** An agent server of many domains: a router each, a service, a store and helpers, 20 files a domain. */
function writeRepository(): { files: number; lines: number } {
  const files: Record<string, string> = { 'src/main.ts': mainFile() };
  for (let domain = 0; domain < DOMAINS; domain += 1) {
    const folder = `src/domain${String(domain)}`;
    files[`${folder}/router.ts`] = routerOf(domain);
    files[`${folder}/service.ts`] = serviceFile();
    files[`${folder}/store.ts`] = storeOf(domain);
    files[`${folder}/model.ts`] = modelOf(domain);
    for (let helper = 0; helper < HELPERS; helper += 1) files[`${folder}/helper${String(helper)}.ts`] = helperOf(domain, helper);
  }
  for (const [name, text] of Object.entries({ 'package.json': '{ "type": "module", "dependencies": { "express": "5" } }', 'node_modules/.keep': '', '.gitignore': 'node_modules\n', ...files })) write(name, text);
  return { files: Object.keys(files).length, lines: Object.values(files).reduce((sum, text) => sum + text.split('\n').length, 0) };
}

function write(name: string, text: string): void {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), text);
}

function mainFile(): string {
  const domains = Array.from({ length: DOMAINS }, (_, domain) => String(domain));
  return `import express from 'express';
${domains.map((domain) => `import { router${domain} } from './domain${domain}/router.js';`).join('\n')}

const app = express();
${domains.map((domain) => `app.use('/domain${domain}', router${domain});`).join('\n')}
app.listen(3000);
`;
}

function routerOf(domain: number): string {
  const routes = Array.from({ length: 8 }, (_, index) => `router${String(domain)}.post('/runs${String(index)}/:id', async (req, res) => {
  const run = await startRun${String(index)}(req.params.id, req.body.prompt);
  if (run === undefined) {
    res.status(404).end();
    return;
  }
  res.json(run);
});`);
  return `import { Router } from 'express';
import { ${routes.map((_, index) => `startRun${String(index)}`).join(', ')} } from './service.js';

export const router${String(domain)} = Router();
${routes.join('\n')}
`;
}

function serviceFile(): string {
  const functions = Array.from({ length: 8 }, (_, index) => `export async function startRun${String(index)}(id: string, prompt: string): Promise<Run | undefined> {
  const known = findRun(id);
  const steps = [help${String(index)}(prompt), help${String(index + 8)}(prompt)].filter((step) => step !== '');
  for (const step of steps) {
    if (step.length > limits.longest) throw new RangeError(\`\${step} is too long\`);
  }
  await Promise.resolve();
  return known === undefined ? { id, steps, at: Date.now() } : { ...known, steps };
}`);
  return `${Array.from({ length: HELPERS }, (_, index) => `import { help${String(index)} } from './helper${String(index)}.js';`).join('\n')}
import type { Run } from './model.js';
import { findRun, limits } from './store.js';

${functions.join('\n\n')}
`;
}

function storeOf(domain: number): string {
  return `import type { Run } from './model.js';

export const limits = { longest: ${String(1000 + domain)}, most: 20 } as const;

const SAMPLES: ReadonlyMap<string, Run> = new Map([['sample', { id: 'sample', steps: [], at: 0 }]]);

export function findRun(id: string): Run | undefined {
  return SAMPLES.get(id);
}
`;
}

function modelOf(domain: number): string {
  return `export type Run = { readonly id: string; readonly steps: readonly string[]; readonly at: number };

export class RunError extends Error {
  readonly domain = ${String(domain)};
  constructor(readonly run: Run, message: string) {
    super(\`\${run.id}: \${message}\`);
  }
}
`;
}

function helperOf(domain: number, helper: number): string {
  const parts = Array.from({ length: 6 }, (_, index) => `function part${String(index)}(text: string, limit = ${String(index + domain)}): string {
  const words = text.split(' ').map((word) => word.trim()).filter((word) => word !== '');
  const kept: string[] = [];
  for (const word of words) {
    if (kept.length >= limit) break;
    kept.push(word.toLowerCase());
  }
  return kept.join('-');
}`);
  return `${parts.join('\n\n')}

export function help${String(helper)}(text: string): string {
  return [${parts.map((_, index) => `part${String(index)}(text)`).join(', ')}].join(' ');
}
`;
}
