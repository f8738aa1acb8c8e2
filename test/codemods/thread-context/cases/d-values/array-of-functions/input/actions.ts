import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

type Action = (runId: string) => string;

function recallRun(runId: string): string {
  return getAgentInstanceFactory().recall(runId);
}

const actions: Action[] = [recallRun];

export function handle(userContext: UserExecutionContext): string {
  let text = '';
  for (const action of actions) text += action(userContext.runId);
  return text;
}
