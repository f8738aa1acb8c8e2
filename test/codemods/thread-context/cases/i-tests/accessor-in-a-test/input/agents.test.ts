import { expect, test } from 'vitest';
import { getAgentInstanceFactory } from './agents';

test('a run is remembered', async () => {
  const agents = getAgentInstanceFactory();
  await agents.run('greet');
  expect(agents.recall('lastRun')).toBe('greet');
});
