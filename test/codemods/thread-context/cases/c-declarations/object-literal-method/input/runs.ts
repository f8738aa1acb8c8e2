import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

const runs = {
  prefix: 'run',
  recall(runId: string): string {
    return getAgentInstanceFactory().recall(`${this.prefix}/${runId}`);
  },
  recallLast: (): string => getAgentInstanceFactory().recall('last'),
};

export function handle(userContext: UserExecutionContext): string {
  return runs.recall(userContext.runId) + runs.recallLast();
}
