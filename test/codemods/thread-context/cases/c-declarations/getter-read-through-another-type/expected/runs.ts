import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

class Runs {
  // @unsingleton-todo GETTER_NO_PARAM: a getter cannot take a context
  get ready(): boolean {
    return getAgentInstanceFactory().recall('ready') === 'yes';
  }
}

function isReady(state: { readonly ready?: unknown }): boolean {
  return Boolean(state.ready);
}

export function handle(userContext: UserExecutionContext, runs: Runs): string {
  return `${userContext.userId}: ${isReady(runs)} ${runs.ready}`;
}
