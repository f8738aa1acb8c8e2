import { expect, it } from 'vitest';
import { getAgentInstanceFactory } from './agents';

function noteAll(...names: string[]): string[] {
  const agents = getAgentInstanceFactory();
  for (const name of names) agents.remember(name, name);
  return agents.recallAll();
}

it('recalls all names', () => {
  expect(noteAll('Alice', 'Bob')).toContain('Bob');
});
