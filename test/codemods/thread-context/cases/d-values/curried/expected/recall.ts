import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

const recallFrom = (folder: string) => (userContext: UserExecutionContext, runId: string): string => createAgentInstanceFactory(userContext).recall(`${folder}/${runId}`);

const recallRun = recallFrom('runs');

export function handle(userContext: UserExecutionContext): string {
  return recallRun(userContext, userContext.runId);
}
