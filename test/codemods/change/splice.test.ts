import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PositionMap, changedRanges, inOrder, splice } from '../../../codemods/change/splice.js';

/** A text and edits of it that do not overlap, in any order. */
const change = fc.string({ maxLength: 60 }).chain((text) =>
  fc.record({
    text: fc.constant(text),
    cuts: fc.uniqueArray(fc.nat({ max: text.length }), { maxLength: 12 }),
    inserted: fc.array(fc.string({ maxLength: 4 }), { minLength: 6, maxLength: 6 }),
  }),
).map(({ text, cuts, inserted }) => {
  const sorted = cuts.sort((a, b) => a - b);
  const edits = inserted.flatMap((words, index) => {
    const [start, end] = [sorted[index * 2], sorted[index * 2 + 1]];
    return start === undefined || end === undefined ? [] : [{ start, end: index % 3 === 0 ? start : end, text: words }];
  });
  return { text, edits };
});

describe('splicing edits into a text', () => {
  it('gives what replacing them one by one from the end gives', () => {
    fc.assert(fc.property(change, ({ text, edits }) => {
      let expected = text;
      for (const { start, end, text: words } of [...edits].sort((a, b) => b.start - a.start)) expected = expected.slice(0, start) + words + expected.slice(end);
      expect(splice(text, [...edits].reverse())).toBe(expected);
    }));
  });

  it('keeps insertions at one place in the order of the plan, before a replacement that starts there', () => {
    expect(splice('run(alice)', [{ start: 4, end: 9, text: 'bob' }, { start: 4, end: 4, text: 'userContext' }, { start: 4, end: 4, text: ', ' }])).toBe('run(userContext, bob)');
  });

  it('refuses edits that overlap', () => {
    expect(() => splice('getAgent()', [{ start: 0, end: 8, text: 'createAgent' }, { start: 3, end: 9, text: '' }])).toThrow('overlap at 3');
    expect(() => splice('getAgent()', [{ start: 0, end: 8, text: 'createAgent' }, { start: 3, end: 3, text: 'x' }])).toThrow('overlap');
  });

  it('refuses edits outside the text', () => {
    expect(() => inOrder([{ start: 3, end: 12, text: '' }], 10)).toThrow('outside the text');
    expect(() => inOrder([{ start: -1, end: 2, text: '' }], 10)).toThrow('outside the text');
  });
});

describe('carrying a position into the edited text', () => {
  it('leads to the same character wherever it is kept', () => {
    fc.assert(fc.property(change, ({ text, edits }) => {
      const map = new PositionMap(changedRanges(edits, text.length));
      const after = splice(text, edits);
      for (let at = 0; at < text.length; at += 1) {
        if (edits.some(({ start, end }) => start <= at && at < end)) continue;
        const moved = map.after(at);
        expect(moved === undefined ? '' : after[moved]).toBe(text[at]);
      }
    }));
  });

  it('tells the two sides of an insertion apart', () => {
    const map = new PositionMap(changedRanges([{ start: 4, end: 4, text: 'userContext, ' }], 10));
    expect([map.before(4), map.after(4)]).toEqual([4, 17]);
    expect([map.before(3), map.after(5)]).toEqual([3, 18]);
  });

  it('has no answer inside replaced text', () => {
    const map = new PositionMap(changedRanges([{ start: 2, end: 6, text: 'x' }], 10));
    expect([map.before(4), map.after(4)]).toEqual([undefined, undefined]);
    expect([map.before(2), map.after(6)]).toEqual([2, 3]);
  });
});
