import { expect, it, vi } from 'vitest';
import { AgentInstanceFactory, getAgentInstanceFactory } from './agents';
import { recall } from './memory';

vi.mock('./agents');

it('asks the factory', () => {
  vi.mocked(getAgentInstanceFactory).mockReturnValue(new AgentInstanceFactory());
  expect(recall('name')).toBeUndefined();
});
