import { expect, it, vi } from 'vitest';
import * as agents from './agents';
import { recall } from './memory';

it('asks the factory', () => {
  const own = new agents.AgentInstanceFactory();
  own.remember('name', 'Alice');
  vi.spyOn(agents, 'getAgentInstanceFactory').mockReturnValue(own);
  expect(recall('name')).toBe('Alice');
});
