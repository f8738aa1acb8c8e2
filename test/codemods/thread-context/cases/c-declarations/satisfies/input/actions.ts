import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

type Action = (runId: string) => string;

const actions = {
  recall: (runId) => getAgentInstanceFactory().recall(runId),
  title: (runId) => `run ${runId}`,
} satisfies Record<string, Action>;

export function handle(userContext: UserExecutionContext): string {
  return actions.title('last') + actions.recall('last');
}
