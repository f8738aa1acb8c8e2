import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

type Action = (userContext: UserExecutionContext, runId: string) => string;

const actions = {
  recall: (userContext: UserExecutionContext, runId) => createAgentInstanceFactory(userContext).recall(runId),
  title: (_userContext: UserExecutionContext, runId) => `run ${runId}`,
} satisfies Record<string, Action>;

export function handle(userContext: UserExecutionContext): string {
  return actions.title(userContext, 'last') + actions.recall(userContext, 'last');
}
