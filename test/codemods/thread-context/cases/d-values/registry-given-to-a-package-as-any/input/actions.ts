import type { UserExecutionContext } from '@unsingleton/runtime';
import { registerAll } from 'agent-host';
import { getAgentInstanceFactory } from './agents';

function recallRun(runId: string): string {
  return getAgentInstanceFactory().recall(runId);
}

const actions = { recallRun };
registerAll(actions);

export function handle(userContext: UserExecutionContext): string {
  return actions.recallRun(userContext.runId);
}
