import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding, ScanReport } from '../../src/analysis/report.js';
import { installPackages } from '../pack.js';
import { Repository } from './repository.js';
import { LEAKING_SERVER } from './run.js';

const manifest = (name: string, more: object = {}): string => JSON.stringify({ name, version: '1.0.0', type: 'module', scripts: { facts: 'unsingleton scan --facts-out facts.json' }, ...more });
const TSCONFIG = '{ "compilerOptions": { "composite": true, "strict": true, "module": "nodenext", "target": "es2022", "types": ["node"], "skipLibCheck": true, "rootDir": "src", "outDir": "dist" }, "include": ["src"] }';

/** The leaking server in two packages: the store in one, the routes that reach it in the other. */
const MONOREPO = {
  '.gitignore': 'node_modules\ndist\nfacts.json\n.turbo\n',
  'package.json': JSON.stringify({ name: 'agents', private: true, type: 'module', packageManager: 'npm@10.8.2', workspaces: ['packages/*'] }),
  'package-lock.json': JSON.stringify({ name: 'agents', lockfileVersion: 3, requires: true, packages: { '': { name: 'agents', workspaces: ['packages/*'] }, 'packages/server': { name: '@agents/server', version: '1.0.0' }, 'packages/session': { name: '@agents/session', version: '1.0.0' } } }),
  'turbo.json': JSON.stringify({ tasks: { facts: { inputs: ['src/**', 'package.json'], outputs: ['facts.json'] } } }),
  'tsconfig.json': '{ "files": [], "references": [{ "path": "packages/session" }, { "path": "packages/server" }] }',
  'packages/session/package.json': manifest('@agents/session', { exports: './src/session.ts' }),
  'packages/session/tsconfig.json': TSCONFIG,
  'packages/session/src/session.ts': LEAKING_SERVER['src/session.ts'] ?? '',
  'packages/server/package.json': manifest('@agents/server', { dependencies: { '@agents/session': '*' } }),
  'packages/server/tsconfig.json': TSCONFIG.replace('"include"', '"references": [{ "path": "../session" }], "include"'),
  'packages/server/src/server.ts': (LEAKING_SERVER['src/server.ts'] ?? '').replace('./session.js', '@agents/session'),
};

const FACTS = ['packages/server/facts.json', 'packages/session/facts.json'] as const;

let project: Repository;
beforeAll(() => {
  project = new Repository(MONOREPO);
  installPackages(project.root);
  mkdirSync(join(project.root, 'node_modules/@agents'));
  for (const name of ['server', 'session']) symlinkSync(join(project.root, 'packages', name), join(project.root, 'node_modules/@agents', name));
  project.commit('Begin');
});
afterAll(() => { project.remove(); });

function turbo(): string {
  return project.run('env', 'TURBO_TELEMETRY_DISABLED=1', 'DO_NOT_TRACK=1', 'turbo', 'run', 'facts', '--no-daemon', '--output-logs=hash-only', '--cache=local:rw');
}

function findings(...args: readonly string[]): readonly Finding[] {
  const { output } = project.attempt('unsingleton', 'scan', '--no-cache', '--format', 'json', ...args);
  return (JSON.parse(output) as ScanReport).findings;
}

const merged = (): readonly Finding[] => findings(...FACTS.flatMap((file) => ['--facts-in', file]));
const read = (file: string): string => readFileSync(join(project.root, file), 'utf8');

describe('a monorepo whose facts turbo caches', () => {
  it('is scanned as a whole, across its packages', () => {
    expect(findings().map(({ name, level, file }) => [name, level, file])).toEqual([['currentUser', 'critical', 'packages/session/src/session.ts']]);
  });

  it('gives the same findings from the facts of its packages', () => {
    expect(turbo()).toMatch(/0 cached, 2 total/);
    expect(merged()).toEqual(findings());
    expect(read(FACTS[0])).not.toContain(project.root);
  });

  it('computes anew only the package that changed, and still finds what a whole scan finds', () => {
    const before = read(FACTS[1]);
    project.write({ 'packages/server/src/server.ts': `// Who signs in, and who is there.\n${MONOREPO['packages/server/src/server.ts']}const opened: string[] = [];\napp.post('/open', (req, res) => {\n  opened.push(req.body.name);\n  res.json(opened);\n});\n` });
    expect(merged()).toEqual(findings());
    expect(turbo()).toMatch(/1 cached, 2 total/);
    expect(read(FACTS[1])).toBe(before);
    expect(merged()).toEqual(findings());
    expect(findings().map(({ name }) => name).sort()).toEqual(['currentUser', 'opened']);
  });

  it('takes the facts that it is given, where the text is the same', () => {
    const file = join(project.root, FACTS[1]);
    const facts = JSON.parse(read(FACTS[1])) as { files: Record<string, { facts: { writes: unknown[] } }> };
    for (const one of Object.values(facts.files)) one.facts.writes = [];
    writeFileSync(file, JSON.stringify(facts));
    expect(merged().map(({ name }) => name)).toEqual(['opened']);
    writeFileSync(file, JSON.stringify({ ...facts, facts: 1 }));
    expect(project.attempt('unsingleton', 'scan', '--facts-in', FACTS[1])).toMatchObject({ code: 2, output: expect.stringContaining('was not written by this version') as string });
  });
});
