import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

type Action = (userContext: UserExecutionContext, runId: string) => string;

function recallRun(userContext: UserExecutionContext, runId: string): string {
  return createAgentInstanceFactory(userContext).recall(runId);
}

const actions: Action[] = [recallRun];

export function handle(userContext: UserExecutionContext): string {
  let text = '';
  for (const action of actions) text += action(userContext, userContext.runId);
  return text;
}
