import { runInScope, UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

const ask = (userContext: UserExecutionContext, question: string): Promise<string> => createAgentInstanceFactory(userContext).run(question);

const alice = UserExecutionContext.create({ userId: 'alice', threadId: 'script', runId: '1' });
const bob = UserExecutionContext.create({ userId: 'bob', threadId: 'script', runId: '2' });

void runInScope(alice, async () => {
  console.log(await ask(alice, 'research'));
});
void runInScope(bob, async () => {
  console.log(await ask(bob, 'research'), createAgentInstanceFactory(bob));
});
