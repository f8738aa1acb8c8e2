import { EventEmitter } from 'node:events';
import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function rememberRun(runId: string): void {
  getAgentInstanceFactory().remember('last', runId);
}

export function handle(userContext: UserExecutionContext): void {
  const events = new EventEmitter();
  events.on('run', rememberRun);
  events.emit('run', userContext.runId);
  events.off('run', rememberRun);
}
