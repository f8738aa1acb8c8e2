import { expect, test } from 'vitest';
import { SHAPES } from '../../src/analysis/report.js';
import { readProbes } from './probe.js';
import { describe, judgeProbes } from './run.js';

const probes = readProbes();

test.each(SHAPES)('%s has at least three dangerous and three safe probes', (shape) => {
  const own = probes.filter((probe) => probe.shape === shape);
  expect(own.filter((probe) => probe.expect === 'dangerous').length).toBeGreaterThanOrEqual(3);
  expect(own.filter((probe) => probe.expect === 'safe').length).toBeGreaterThanOrEqual(3);
});

test.each([...new Set(probes.map((probe) => probe.shape))])('every dangerous %s is reported and every safe one is not', async (shape) => {
  const outcomes = await judgeProbes(probes.filter((probe) => probe.shape === shape));
  expect(outcomes.filter((outcome) => !outcome.right).map(describe)).toEqual([]);
});
