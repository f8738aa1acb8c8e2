import { expect, it } from 'vitest';
import { getAgentInstanceFactory } from './agents';

it.fails('gives Alice and Bob an instance each', () => {
  const alice = getAgentInstanceFactory();
  const bob = getAgentInstanceFactory();
  expect(alice).not.toBe(bob);
});
