import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

const actions = {
  recall: (runId: string) => getAgentInstanceFactory().recall(runId),
  title: (runId: string) => `run ${runId}`,
};

export function handle(userContext: UserExecutionContext, name: keyof typeof actions): string {
  return actions[name](userContext.runId);
}
