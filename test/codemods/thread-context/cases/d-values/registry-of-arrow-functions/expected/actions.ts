import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

const actions = {
  recall: (userContext: UserExecutionContext, runId: string) => createAgentInstanceFactory(userContext).recall(runId),
  title: (_userContext: UserExecutionContext, runId: string) => `run ${runId}`,
};

export function handle(userContext: UserExecutionContext, name: keyof typeof actions): string {
  return actions[name](userContext, userContext.runId);
}
