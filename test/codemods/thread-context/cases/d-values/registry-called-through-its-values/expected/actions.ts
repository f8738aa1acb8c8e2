import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function recallRun(userContext: UserExecutionContext, runId: string): string {
  return createAgentInstanceFactory(userContext).recall(runId);
}

const actions = { recall: recallRun };

export function handle(userContext: UserExecutionContext): string {
  let text = Object.values(actions).map((action) => action(userContext, 'first')).join();
  for (const [name, action] of Object.entries(actions)) text += name + action(userContext, 'last');
  return text;
}
