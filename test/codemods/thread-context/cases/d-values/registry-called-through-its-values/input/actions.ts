import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function recallRun(runId: string): string {
  return getAgentInstanceFactory().recall(runId);
}

const actions = { recall: recallRun };

export function handle(userContext: UserExecutionContext): string {
  let text = Object.values(actions).map((action) => action('first')).join();
  for (const [name, action] of Object.entries(actions)) text += name + action('last');
  return text;
}
