import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

const recallFrom = (folder: string) => (runId: string): string => getAgentInstanceFactory().recall(`${folder}/${runId}`);

const recallRun = recallFrom('runs');

export function handle(userContext: UserExecutionContext): string {
  return recallRun(userContext.runId);
}
