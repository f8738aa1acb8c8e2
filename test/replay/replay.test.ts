import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MigrationReport } from '../../codemods/change/report.js';
import { runNode } from '../demo/process.js';
import { legacyCalls } from './calls.js';
import { decide } from './decisions.js';
import { brokenReplay, wronglyDivided } from './promises.js';

const repository = join(import.meta.dirname, '..', '..');

describe('the replay', () => {
  it('keeps every promise', { timeout: 600_000 }, async () => {
    const { code, stdout, stderr } = await runNode(repository, join('node_modules', 'jiti', 'lib', 'jiti-cli.mjs'), join('test', 'replay', 'main.ts'), '--quick');
    expect(stderr).toBe('');
    expect(stdout).toContain('Every promise kept');
    expect(code, stdout).toBe(0);
  });

  it('does not decide about what the migration never asked', async () => {
    await expect(decide(join(repository, 'test', 'apps', 'agent-platform'))).rejects.toThrow(/src\/agents\/register-agents\.ts has no .* to decide about/);
  });
});

describe('what is left to migrate', () => {
  it('is counted in the text, and the definition is not', () => {
    const sources = new Map([
      ['src/agents/agent-instance-factory.ts', 'export function getAgentInstanceFactory() {}'],
      ['src/dependencies.ts', 'getAgentInstanceFactory().user; getAgentInstanceFactory().thread; resetAgentInstanceFactory();'],
      ['test/limits.test.ts', 'vi.spyOn(factories, "getAgentInstanceFactory"); getAgentInstanceFactory().run(work);'],
    ]);
    expect(legacyCalls(sources)).toEqual({ total: 3, files: 2, inTests: 1 });
  });
});

describe('what the replay demands of the migration', () => {
  const refusal = { file: 'src/main.ts', line: 1, column: 1, code: 'NO_REQUEST', message: 'At start-up no user is there.' } as const;
  const kept: MigrationReport = {
    version: 1,
    root: '/srv/platform',
    written: true,
    accessors: ['getAgentInstanceFactory'],
    sinks: 200,
    rewritten: 190,
    adapted: 5,
    scoped: 0,
    refused: [refusal, refusal, refusal, refusal, refusal],
    functionsThreaded: 60,
    entryPoints: [],
    filesChanged: 70,
    components: [],
    edges: { proved: 400, adapted: 2, waived: 0, refused: 5 },
    diagnostics: { before: 0, after: 0, new: [] },
    secondRun: { edits: 0 },
    elapsedMs: 10_000,
    peakRssMb: 500,
  };
  const judged = (change: Partial<MigrationReport> = {}, { seconds = 10, before = 200, after = 5 } = {}): readonly string[] => brokenReplay({ ...kept, ...change }, seconds, before, after);

  it('knows what was taken for somebody else\'s', () => {
    const state = [{ name: 'AgentInstanceFactory.history', kind: 'process', why: '', evidence: [] }] as const;
    expect(wronglyDivided({ ...kept, state })).toContain('history is process, not request');
    expect(wronglyDivided(kept)).toHaveLength(12);
  });

  it('is met by 195 of 200 calls', () => {
    expect(judged()).toEqual([]);
  });

  it.each([
    ['nothing was written', {}, { written: false }],
    ['a call is left that nobody refused', { after: 6 }, {}],
    ['more was refused than one in twenty', { after: 11 }, { refused: Array.from({ length: 11 }, () => refusal), rewritten: 184 }],
    ['it took longer than a minute', { seconds: 61 }, {}],
    ['it took more memory than 1.5 GB', {}, { peakRssMb: 1537 }],
    ['the compiler has something new to say', {}, { diagnostics: { before: 0, after: 1, new: [{ file: 'src/main.ts', line: 1, code: 2345, message: 'Wrong.' }] } }],
    ['a second run finds more to do', {}, { secondRun: { edits: 1 } }],
  ] satisfies [string, object, Partial<MigrationReport>][])('is not met when %s', (_what, measured, change) => {
    expect(judged(change, measured)).not.toEqual([]);
  });
});
