import { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

type Member = { readonly userId: string; readonly name: string };

export function notifyAll(userContext: UserExecutionContext, members: readonly Member[]): void {
  for (const { userId, name } of members) {
    const memberContext = UserExecutionContext.create({ userId, threadId: userContext.threadId, runId: userContext.runId });
    createAgentInstanceFactory(memberContext).remember('greeting', `hello ${name}`);
  }
}
