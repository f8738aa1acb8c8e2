import assert from 'node:assert/strict';
import { expect, it } from 'vitest';
import { getAgentInstanceFactory } from './agents';

it('is the same every time', () => {
  expect(getAgentInstanceFactory() === getAgentInstanceFactory()).toBe(true);
  const first = getAgentInstanceFactory();
  assert(first === getAgentInstanceFactory());
});

it('is another one for another user', () => {
  expect(getAgentInstanceFactory() === getAgentInstanceFactory()).toBe(false);
});
