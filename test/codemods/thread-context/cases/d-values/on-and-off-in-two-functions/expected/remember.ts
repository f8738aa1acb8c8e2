import type { EventEmitter } from 'node:events';
import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function rememberRun(runId: string): void {
  getAgentInstanceFactory().remember('last', runId);
}

export function subscribe(userContext: UserExecutionContext, events: EventEmitter): string {
  events.on('run', rememberRun);
  return userContext.userId;
}

export function unsubscribe(events: EventEmitter): void {
  // @unsingleton-todo IDENTITY_SENSITIVE: the function's identity matters
  events.off('run', rememberRun);
}
