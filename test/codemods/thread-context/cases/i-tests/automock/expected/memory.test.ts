import { expect, it, vi } from 'vitest';
import { createTestUserContext } from '@unsingleton/runtime/testing';
import { AgentInstanceFactory, createAgentInstanceFactory } from './agents';
import { recall } from './memory';

vi.mock('./agents');

it('asks the factory', () => {
  const userContext = createTestUserContext();
  vi.mocked(createAgentInstanceFactory).mockReturnValue(new AgentInstanceFactory());
  expect(recall(userContext, 'name')).toBeUndefined();
});
