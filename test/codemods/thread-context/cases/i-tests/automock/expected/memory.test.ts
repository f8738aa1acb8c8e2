import { expect, it, vi } from 'vitest';
import { AgentInstanceFactory, getAgentInstanceFactory } from './agents';
import { recall } from './memory';

// @unsingleton-todo TEST_DOUBLE: replaced by a test double that cannot be followed
vi.mock('./agents');

it('asks the factory', () => {
  vi.mocked(getAgentInstanceFactory).mockReturnValue(new AgentInstanceFactory());
  expect(recall('name')).toBeUndefined();
});
