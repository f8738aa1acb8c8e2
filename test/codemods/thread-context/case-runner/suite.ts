import { describe, expect, it } from 'vitest';
import { asWindowsText, loadCases, type Case, type Tree } from './case.js';
import { applyPlainly, runMigration } from './run.js';
import { typeErrors } from './typecheck.js';

/** Migrates every case of a family. Each family has a test file of its own, so that they run side by side. */
export function describeFamily(family: string): void {
  const cases = loadCases().filter((one) => one.family === family);
  it('has cases', () => {
    expect(cases).not.toEqual([]);
  });

  describe.each(cases)('$name: $title', (one) => {
    it.runIf(one.check)('has an input and an expectation that type-check', () => {
      expect(typeErrors(one.input), 'input').toEqual([]);
      expect(typeErrors(one.expected), 'expected').toEqual([]);
    });

    if (one.pending !== undefined) {
      it.todo(`is migrated as expected: ${one.pending}`);
      return;
    }

    it('is migrated as expected', async () => {
      await expectMigration(one, one.input, one.expected);
    });

    it.runIf(one.crlf)('is migrated alike with CRLF line ends and a byte order mark', async () => {
      await expectMigration(one, asWindowsText(one.input), asWindowsText(one.expected));
    });
  });
}

async function expectMigration(one: Case, input: Tree, expected: Tree): Promise<void> {
  const { report, plan, result, again } = await runMigration(input, one.options);

  // The shortest account of what differs comes first: only the files that are not as they should be.
  expect(differing(result, expected)).toEqual(differing(expected, result));
  expect({ rewritten: report.rewritten, adapted: report.adapted, scoped: report.scoped, refused: report.refused.length }).toEqual(one.sinks);
  expect(report.sinks).toBe(report.rewritten + report.adapted + report.scoped + report.refused.length);
  expect(plan.sinks.length).toBe(report.sinks);
  if (one.code !== undefined) expect(new Set(report.refused.map(({ code }) => code))).toEqual(new Set([one.code]));

  expect(differing(applyPlainly(input, plan.edits), result), 'bytes outside the planned edits').toEqual({});
  expect(report.filesChanged).toBe(Object.keys(differing(result, input)).length);
  expect(report.diagnostics.new).toEqual([]);
  expect(report.diagnostics.after).toBe(report.diagnostics.before);
  expect(again.edits, 'edits of a second run').toEqual([]);
  expect(report.secondRun.edits).toBe(0);
}

function differing(tree: Tree, other: Tree): Record<string, string> {
  return Object.fromEntries([...tree].filter(([file, text]) => other.get(file) !== text));
}
