import type { UserExecutionContext } from '@unsingleton/runtime';
import { actions } from './actions';

export function handle(userContext: UserExecutionContext): string {
  return actions.map((action) => action(userContext, userContext.runId)).join();
}
