import type { UserExecutionContext } from '@unsingleton/runtime';
import { recallRun } from './recall';

export function handle(userContext: UserExecutionContext, runId: string): string {
  return recallRun(userContext, runId);
}
