/** `node dist/examples/compare-workflows.js [question]`: what the plans get for the same question. */
import { runInScope } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from '../src/agents/index.js';
import { contextOf } from '../src/auth/user-context.js';
import type { Plan } from '../src/auth/users.js';
import { loadConfig } from '../src/config.js';
import { configurePlatform } from '../src/startup.js';
import { supervisorFor } from '../src/supervisor/supervisor-factory.js';

const question = process.argv[2] ?? 'How do we spend the summer?';

async function compare(plan: Plan): Promise<void> {
  const user = { id: `example-${plan}`, name: 'Bob', plan };
  const userContext = contextOf(user, 'example');
  await runInScope(userContext, async () => {
    getAgentInstanceFactory().beginRequest(user, 'example');
    const { workflow, agents, answer } = await supervisorFor(question).answer(question);
    console.log(`${plan}: ${workflow} (${agents.join(', ')}): ${answer}`);
    console.log(getAgentInstanceFactory().recall().join('\n'));
  });
}

configurePlatform(loadConfig());
await compare('free');
await compare('team');
