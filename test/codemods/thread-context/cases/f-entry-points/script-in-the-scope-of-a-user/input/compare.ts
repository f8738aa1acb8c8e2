import { runInScope, UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

const ask = (question: string): Promise<string> => getAgentInstanceFactory().run(question);

const alice = UserExecutionContext.create({ userId: 'alice', threadId: 'script', runId: '1' });
const bob = UserExecutionContext.create({ userId: 'bob', threadId: 'script', runId: '2' });

void runInScope(alice, async () => {
  console.log(await ask('research'));
});
void runInScope(bob, async () => {
  console.log(await ask('research'), getAgentInstanceFactory());
});
