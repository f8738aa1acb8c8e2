/** The migrated module passes an isolation test that the original fails, and old callers go on as before, with one warning each. */
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCases } from './case.js';
import { play, type Played, type Probe } from './play.js';
import { define, type Defined } from './program.js';

const CASES = loadCases();
const folder = mkdtempSync(join(tmpdir(), 'define-run-'));
const defined: Map<string, Defined> = new Map();
let played: { readonly before: Record<string, Played>; readonly after: Record<string, Played> };

beforeAll(() => {
  symlinkSync(join(import.meta.dirname, '../../../node_modules'), join(folder, 'node_modules'));
  const probes = (files: (name: string) => Readonly<Record<string, string>>, after: boolean): Probe[] =>
    CASES.map((one) => ({ name: one.name, files: files(one.name), make: after ? one.after : one.before, old: one.withoutOldCallers === undefined ? one.before : undefined, compilerOptions: one.compilerOptions }));
  for (const { name, input, accessor, answers, compilerOptions } of CASES) defined.set(name, define(input, accessor, { answers, options: compilerOptions }));
  const inputOf = (name: string): Readonly<Record<string, string>> => CASES.find((one) => one.name === name)?.input ?? {};
  played = {
    before: play(join(folder, 'before'), probes(inputOf, false)),
    after: play(join(folder, 'after'), probes((name) => ({ ...inputOf(name), ...Object.fromEntries(defined.get(name)?.texts ?? []) }), true)),
  };
}, 120_000);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe.each(CASES)('$name', ({ name, folder: place, changed, warnings, withoutOldCallers }) => {
  it('becomes what a careful person would write', async () => {
    const result = defined.get(name);
    expect(result?.plan.refusals).toEqual([]);
    expect(result?.diagnostics).toEqual([]);
    for (const [file, text] of result?.texts ?? []) await expect(text).toMatchFileSnapshot(join(place, 'expected', file));
    expect([...(result?.texts.keys() ?? [])].sort()).toEqual(changed);
    expect(result?.again, 'edits of a second run').toBe(0);
  });

  it('leaks before, and not after', () => {
    const shares = withoutOldCallers === undefined;
    expect(played.before[name]).toEqual({ leaks: true, shares: true, warnings: 0 });
    expect(played.after[name]).toEqual({ leaks: false, shares: true, warnings: shares ? warnings : 0 });
  });
});
