import type { UserExecutionContext } from '@unsingleton/runtime';
import * as actions from './actions';

export function run(userContext: UserExecutionContext, name: keyof typeof actions): string {
  // @unsingleton-todo DYNAMIC_DISPATCH: called under a computed name
  return actions[name](userContext.runId);
}

export function recallLast(userContext: UserExecutionContext): string {
  return actions.recall(userContext.runId);
}
