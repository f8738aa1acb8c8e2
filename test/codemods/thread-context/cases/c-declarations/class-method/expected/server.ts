import type { UserExecutionContext } from '@unsingleton/runtime';
import { runStore } from './run-store';

export function handle(userContext: UserExecutionContext): string {
  return runStore.recall(userContext, userContext.runId);
}
