import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadCases } from '../case-runner/case.js';
import { CATALOGUE, FAMILIES } from '../case-runner/catalogue.js';
import { answersWithoutCase, renderSituations, unknownSituations } from '../case-runner/situations.js';

const cases = loadCases();

describe('the catalogue of situations', () => {
  it('numbers every family without a gap', () => {
    for (const letter of Object.keys(FAMILIES)) {
      const ids = CATALOGUE.map(({ id }) => id).filter((id) => id.startsWith(letter));
      expect(ids).toEqual(ids.map((_, index) => `${letter}${index + 1}`));
    }
  });

  it('has a test file for every family', () => {
    const tested = readdirSync(import.meta.dirname).map((file) => file.replace('.test.ts', ''));
    expect(tested).toEqual(expect.arrayContaining([...new Set(cases.map(({ family }) => family))]));
  });

  it('has a case for every answer of every situation', () => {
    expect(answersWithoutCase(cases)).toEqual([]);
  });

  it('knows every situation that a case names', () => {
    expect(unknownSituations(cases)).toEqual([]);
  });

  it('stands in docs/situations.md as `npm run situations` writes it', () => {
    const written = readFileSync(fileURLToPath(new URL('../../../../docs/situations.md', import.meta.url)), 'utf8');
    expect(written).toBe(renderSituations(cases));
  });
});
