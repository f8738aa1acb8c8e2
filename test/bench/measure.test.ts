import { describe, expect, it } from 'vitest';
import { inTurn, ratioOf, sampleOf, slopeOf } from './measure.js';

describe('what the benchmarks say', () => {
  it('is a median, with the lowest and the highest', () => {
    expect(sampleOf([9, 1, 3])).toEqual({ median: 3, low: 1, high: 9 });
    expect(() => sampleOf([])).toThrow('at least one round');
  });

  it('compares each round with the same round of the other', () => {
    expect(ratioOf([2, 20, 2], [1, 10, 2])).toEqual({ median: 2, low: 1, high: 2 });
  });

  it('is measured in turn', () => {
    const order: string[] = [];
    const note = (name: string) => (round: number): number => order.push(`${name} ${String(round)}`);
    expect(inTurn(2, { scan: note('scan'), parse: note('parse') })).toEqual({ scan: [1, 3], parse: [2, 4] });
    expect(order).toEqual(['scan 0', 'parse 0', 'scan 1', 'parse 1']);
  });

  it('knows linear from quadratic growth', () => {
    const sizes = [100, 1000, 10_000];
    expect(slopeOf(sizes.map((size) => [size, 0.01 * size]))).toBeCloseTo(1);
    expect(slopeOf(sizes.map((size) => [size, 0.01 * size * size]))).toBeCloseTo(2);
    expect(slopeOf(sizes.map((size) => [size, 7]))).toBeCloseTo(0);
  });
});
