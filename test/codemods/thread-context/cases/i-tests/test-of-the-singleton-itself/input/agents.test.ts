import { expect, it } from 'vitest';
import { getAgentInstanceFactory } from './agents';

it('returns the same instance every time', () => {
  expect(getAgentInstanceFactory()).toBe(getAgentInstanceFactory());
});
