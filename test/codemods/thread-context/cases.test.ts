import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { asWindowsText, loadCases, type Case, type Tree } from './case-runner/case.js';
import { CATALOGUE, FAMILIES } from './case-runner/catalogue.js';
import { applyPlainly, runMigration } from './case-runner/run.js';
import { answersWithoutCase, renderSituations, unknownSituations } from './case-runner/situations.js';
import { typeErrors } from './case-runner/typecheck.js';

const cases = loadCases();
const families = [...new Set(cases.map(({ family }) => family))];

describe.each(families)('%s', (family) => {
  describe.each(cases.filter((one) => one.family === family))('$name: $title', (one) => {
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
});

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

describe('the catalogue of situations', () => {
  it('numbers every family without a gap', () => {
    for (const letter of Object.keys(FAMILIES)) {
      const ids = CATALOGUE.map(({ id }) => id).filter((id) => id.startsWith(letter));
      expect(ids).toEqual(ids.map((_, index) => `${letter}${index + 1}`));
    }
  });

  it('has a case for every answer of every situation', () => {
    expect(answersWithoutCase(cases)).toEqual([]);
  });

  it('knows every situation that a case names', () => {
    expect(unknownSituations(cases)).toEqual([]);
  });

  it('stands in docs/situations.md as `npm run situations` writes it', () => {
    const written = readFileSync(fileURLToPath(new URL('../../../docs/situations.md', import.meta.url)), 'utf8');
    expect(written).toBe(renderSituations(cases));
  });
});
