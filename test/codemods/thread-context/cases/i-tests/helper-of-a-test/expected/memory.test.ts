import { expect, it } from 'vitest';
import type { UserExecutionContext } from '@unsingleton/runtime';
import { createTestUserContext } from '@unsingleton/runtime/testing';
import { createAgentInstanceFactory } from './agents';

function noteAll(userContext: UserExecutionContext, ...names: string[]): string[] {
  const agents = createAgentInstanceFactory(userContext);
  for (const name of names) agents.remember(name, name);
  return agents.recallAll();
}

it('recalls all names', () => {
  const userContext = createTestUserContext();
  expect(noteAll(userContext, 'Alice', 'Bob')).toContain('Bob');
});
