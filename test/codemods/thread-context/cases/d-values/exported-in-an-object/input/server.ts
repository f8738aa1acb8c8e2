import type { UserExecutionContext } from '@unsingleton/runtime';
import recall, { api } from './recall';

export function handle(userContext: UserExecutionContext, runId: string): string {
  return api.recallRun(runId) + recall(runId);
}
