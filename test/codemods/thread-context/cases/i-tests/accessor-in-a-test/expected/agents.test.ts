import { expect, test } from 'vitest';
import { createTestUserContext } from '@unsingleton/runtime/testing';
import { createAgentInstanceFactory } from './agents';

test('a run is remembered', async () => {
  const userContext = createTestUserContext();
  const agents = createAgentInstanceFactory(userContext);
  await agents.run('greet');
  expect(agents.recall('lastRun')).toBe('greet');
});
