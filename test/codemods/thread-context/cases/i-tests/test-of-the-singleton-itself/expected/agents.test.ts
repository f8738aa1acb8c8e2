import { expect, it } from 'vitest';
import { getAgentInstanceFactory } from './agents';

it('returns the same instance every time', () => {
  // @unsingleton-todo TEST_INTENT: the test asserts the singleton itself
  expect(getAgentInstanceFactory()).toBe(getAgentInstanceFactory());
});
