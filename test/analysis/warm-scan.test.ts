import fc from 'fast-check';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import type { ScanReport } from '../../src/analysis/report.js';
import { scanProject } from '../../src/analysis/scan.js';
import { writeServer } from '../bench/generated-server.js';

/** One day in the life of a server's sources. */
type Change = { readonly what: string; readonly in: (root: string) => void };

const write = (name: string, text: string): Change['in'] => (root) => {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), text);
};
const add = (name: string, text: string): Change['in'] => (root) => { appendFileSync(join(root, name), text); };
const replace = (name: string, from: string | RegExp, to: string): Change['in'] => (root) => {
  if (existsSync(join(root, name))) writeFileSync(join(root, name), readFileSync(join(root, name), 'utf8').replace(from, to));
};
const setting = (name: string, change: (json: Record<string, Record<string, unknown>>) => void): Change['in'] => (root) => {
  const json = JSON.parse(readFileSync(join(root, name), 'utf8')) as Record<string, Record<string, unknown>>;
  change(json);
  writeFileSync(join(root, name), JSON.stringify(json));
};

const [KEEPER, TASK, ROUTES] = ['src/area-0/keeper.ts', 'src/area-1/task-3.ts', 'src/area-0/routes.ts'];
const KEEPS = 'let owner: unknown;\nexport function keep(value: unknown): void { owner = value; }\nexport async function kept(): Promise<unknown> { await null; return owner; }\n';
const routeTo = (request: string, path: string): string => `import { Router } from 'express';\nimport { keep, kept } from '${request}';\nexport const router = Router();\nrouter.post('${path}', async (req, res) => { keep(req.body.user); res.json(await kept()); });\n`;

const CHANGES: readonly Change[] = [
  { what: 'a module that keeps what it is given', in: write(KEEPER, KEEPS) },
  { what: 'an entry point that leads there', in: write('src/area-0/keeper-routes.ts', routeTo('./keeper.js', '/keep')) },
  { what: 'an entry point that leads there by an alias', in: write('src/area-1/keeper-routes.ts', routeTo('@area/keeper.js', '/alias')) },
  { what: 'an entry point that leads there by the name in the manifest', in: write('src/area-1/named-routes.ts', routeTo('#keeper', '/named')) },
  { what: 'the alias', in: setting('tsconfig.json', (json) => { json['compilerOptions'] = { ...json['compilerOptions'], paths: { '@area/*': ['./src/area-0/*'] } }; }) },
  { what: 'the alias leads elsewhere', in: setting('tsconfig.json', (json) => { json['compilerOptions'] = { ...json['compilerOptions'], paths: { '@area/*': ['./src/area-1/*'] } }; }) },
  { what: 'the name in the manifest', in: setting('package.json', (json) => { json['imports'] = { '#keeper': './src/area-0/keeper.ts' }; }) },
  { what: 'the keeper empties itself', in: replace(KEEPER, 'owner = value', 'owner = undefined') },
  { what: 'the keeper is gone', in: (root) => { rmSync(join(root, KEEPER), { force: true }); } },
  { what: 'an import more', in: replace(TASK, /^/, "import { toResult } from './types.js';\n") },
  { what: 'an import less', in: replace(TASK, /^import \{ toResult \}.*\n/m, '') },
  { what: 'an exported function keeps what it is given', in: replace(TASK, /export function words\(text: string\)(.*)\{\n/, 'let lastText = "";\nexport function lastWords(): string { return lastText; }\nexport function words(text: string)$1{\n  lastText = text;\n') },
  { what: 'an exported function is called with something else', in: replace(TASK, 'words(input.name)', "words('the task')") },
  { what: 'the singleton writes no field', in: replace('src/agents.ts', "this.remember('last', task); ", '') },
  { what: 'the singleton is made anew each time', in: replace('src/agents.ts', '(instance ??= new AgentInstanceFactory())', 'new AgentInstanceFactory()') },
  { what: 'no routes', in: (root) => { rmSync(join(root, ROUTES), { force: true }); } },
  { what: 'a file under another name', in: (root) => { renameSync(join(root, 'src/area-1/service-2.ts'), join(root, 'src/area-1/service-02.ts')); } },
  { what: 'lines move down', in: replace('src/agents.ts', /^/, '// The agents.\n\n') },
  { what: 'lines move back', in: replace('src/agents.ts', '// The agents.\n\n', '') },
  { what: 'a comment', in: add(ROUTES, '// All routes.\n') },
  { what: 'a constant', in: add(TASK, 'export const most = 3;\n') },
  { what: 'nothing but the time', in: (root) => { utimesSync(join(root, TASK), new Date(), new Date(Date.now() + 60_000)); } },
  { what: 'a text that nobody can read', in: add(TASK, '\nexport const broken = (((;\n') },
  { what: 'a file that git ignores', in: write('.gitignore', 'keeper.ts\n') },
];

/** Everything that it says but how long it took. */
const said = ({ elapsedMs: _, ...report }: ScanReport): unknown => report;

const withoutUsers = (report: ScanReport): ScanReport => ({ ...report, findings: report.findings.map(({ users: _, ...finding }) => finding) });

it('says with a cache, after any change, what it says without', { timeout: 120_000 }, async () => {
  const outcomes: Set<string> = new Set();
  await fc.assert(fc.asyncProperty(fc.shuffledSubarray([...CHANGES], { minLength: 8 }), async (changes) => {
    const root = mkdtempSync(join(tmpdir(), 'unsingleton-warm-'));
    try {
      writeServer(root, 2);
      await scanProject({ root });
      for (const { what, in: change } of changes) {
        change(root);
        const cold = await scanProject({ root, cache: false, users: true });
        expect(said(await scanProject({ root })), what).toEqual(said(withoutUsers(cold)));
        expect(said(await scanProject({ root, users: true })), what).toEqual(said(cold));
        outcomes.add(JSON.stringify(cold.findings));
      }
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  }), { numRuns: Number(process.env['RUNS'] ?? 4), examples: [[[...CHANGES]]] });
  // The changes change what is found, or nothing is shown here.
  expect(outcomes.size).toBeGreaterThan(7);
});
