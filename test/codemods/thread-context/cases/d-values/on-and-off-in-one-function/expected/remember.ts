import { EventEmitter } from 'node:events';
import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function rememberRun(userContext: UserExecutionContext, runId: string): void {
  createAgentInstanceFactory(userContext).remember('last', runId);
}

export function handle(userContext: UserExecutionContext): void {
  const events = new EventEmitter();
  const rememberRunForUser = (runId: string) => rememberRun(userContext, runId);
  events.on('run', rememberRunForUser);
  events.emit('run', userContext.runId);
  events.off('run', rememberRunForUser);
}
