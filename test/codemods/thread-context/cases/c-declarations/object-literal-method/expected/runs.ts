import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

const runs = {
  prefix: 'run',
  recall(userContext: UserExecutionContext, runId: string): string {
    return createAgentInstanceFactory(userContext).recall(`${this.prefix}/${runId}`);
  },
  recallLast: (userContext: UserExecutionContext): string => createAgentInstanceFactory(userContext).recall('last'),
};

export function handle(userContext: UserExecutionContext): string {
  return runs.recall(userContext, userContext.runId) + runs.recallLast(userContext);
}
