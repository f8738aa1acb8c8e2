import { expect, it, vi } from 'vitest';
import { createTestUserContext } from '@unsingleton/runtime/testing';
import * as agents from './agents';
import { recall } from './memory';

it('asks the factory', () => {
  const userContext = createTestUserContext();
  const own = new agents.AgentInstanceFactory();
  own.remember('name', 'Alice');
  vi.spyOn(agents, 'createAgentInstanceFactory').mockReturnValue(own);
  expect(recall(userContext, 'name')).toBe('Alice');
});
