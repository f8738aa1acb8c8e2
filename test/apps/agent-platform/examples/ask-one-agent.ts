/** `node dist/examples/ask-one-agent.js [agent] [question]`: one agent, one answer, no server. */
import { runInScope } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from '../src/agents/index.js';
import { contextOf } from '../src/auth/user-context.js';
import type { User } from '../src/auth/users.js';
import { loadConfig } from '../src/config.js';
import { executionEngines } from '../src/engine/execution-engine-factory.js';
import { notes } from '../src/services/notes.js';
import { configurePlatform } from '../src/startup.js';

const [name = 'research', question = 'When does the train leave?'] = process.argv.slice(2);
const alice: User = { id: 'alice', name: 'Alice', plan: 'team' };

configurePlatform(loadConfig());
const userContext = contextOf(alice, 'example');
await runInScope(userContext, async () => {
  const factory = getAgentInstanceFactory();
  factory.beginRequest(alice, 'example');
  if (!factory.hasAgent(name)) throw new Error(`There is no agent called ${name}: ${factory.agentNames().join(', ')}`);
  await notes.add('The train leaves at nine');
  console.log(await executionEngines.runAlone(name, question));
});
