import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MigrationReport } from '../../codemods/change/report.js';
import { runNode } from './process.js';
import { brokenPromises } from './promises.js';

const repository = join(import.meta.dirname, '..', '..');
const demo = (...options: string[]): ReturnType<typeof runNode> =>
  runNode(repository, join('node_modules', 'jiti', 'lib', 'jiti-cli.mjs'), join('test', 'demo', 'main.ts'), ...options);

describe('the demo', () => {
  it('ends well with the migration', { timeout: 300_000 }, async () => {
    const { code, stdout, stderr } = await demo();
    expect(stderr).toBe('');
    expect(stdout).toContain('nobody received anything');
    expect(code, stdout).toBe(0);
  });

  it('fails at the isolation check without the migration', { timeout: 300_000 }, async () => {
    const { code, stdout } = await demo('--without-migration');
    expect(stdout).toContain('The server still leaks.');
    expect(code).toBe(1);
  });
});

describe('what the demo demands of a migration', () => {
  const refusal = { file: 'src/main.ts', line: 1, column: 1, code: 'NO_REQUEST', message: 'At start-up no user is there.' } as const;
  const kept: MigrationReport = {
    version: 1,
    root: '/srv/agents',
    written: true,
    accessors: ['getAgentInstanceFactory'],
    sinks: 10,
    rewritten: 8,
    adapted: 1,
    scoped: 0,
    refused: [refusal],
    functionsThreaded: 5,
    entryPoints: [],
    filesChanged: 4,
    components: [],
    edges: { proved: 9, adapted: 1, waived: 0, refused: 1 },
    diagnostics: { before: 0, after: 0, new: [] },
    secondRun: { edits: 0 },
    elapsedMs: 1000,
    peakRssMb: 100,
  };

  it('is met by nine uses of ten, with one refusal', () => {
    expect(brokenPromises(kept)).toEqual([]);
  });

  it.each([
    ['no use was found', { sinks: 0, rewritten: 0, adapted: 0, refused: [] }],
    ['a use is missing from the sums', { rewritten: 7 }],
    ['too much was refused', { rewritten: 7, refused: [refusal, refusal] }],
    ['the compiler has something new to say', { diagnostics: { before: 0, after: 1, new: [{ file: 'src/main.ts', line: 1, code: 2345, message: 'Wrong.' }] } }],
    ['a second run finds more to do', { secondRun: { edits: 1 } }],
  ] satisfies [string, Partial<MigrationReport>][])('is not met when %s', (_what, change) => {
    expect(brokenPromises({ ...kept, ...change })).not.toEqual([]);
  });
});
