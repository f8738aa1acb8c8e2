import assert from 'node:assert/strict';
import { expect, it } from 'vitest';
import { createTestUserContext } from '@unsingleton/runtime/testing';
import { createAgentInstanceFactory, getAgentInstanceFactory } from './agents';

it('is the same every time', () => {
  // @unsingleton-todo TEST_INTENT: the test asserts the singleton itself
  expect(getAgentInstanceFactory() === getAgentInstanceFactory()).toBe(true);
  const first = getAgentInstanceFactory();
  // @unsingleton-todo TEST_INTENT: the test asserts the singleton itself
  assert(first === getAgentInstanceFactory());
});

it('is another one for another user', () => {
  expect(createAgentInstanceFactory(createTestUserContext()) === createAgentInstanceFactory(createTestUserContext())).toBe(false);
});
