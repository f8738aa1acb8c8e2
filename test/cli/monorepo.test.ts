import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding, ScanReport } from '../../src/analysis/report.js';
import { MONOREPO, makeMonorepo } from './monorepo.js';
import type { Repository } from './repository.js';

const FACTS = ['packages/server/facts.json', 'packages/session/facts.json'] as const;

let project: Repository;
beforeAll(() => { project = makeMonorepo(); });
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
    project.write({ 'packages/server/src/server.ts': `// Who signs in, and who is there.\n${MONOREPO['packages/server/src/server.ts'] ?? ''}const opened: string[] = [];\napp.post('/open', (req, res) => {\n  opened.push(req.body.name);\n  res.json(opened);\n});\n` });
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
