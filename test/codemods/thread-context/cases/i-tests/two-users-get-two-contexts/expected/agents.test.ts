import { expect, it } from 'vitest';
import { createTestUserContext } from '@unsingleton/runtime/testing';
import { createAgentInstanceFactory } from './agents';

it.fails('gives Alice and Bob an instance each', () => {
  const alice = createAgentInstanceFactory(createTestUserContext());
  const bob = createAgentInstanceFactory(createTestUserContext());
  expect(alice).not.toBe(bob);
});
