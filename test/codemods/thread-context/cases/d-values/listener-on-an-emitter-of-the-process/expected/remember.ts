import { EventEmitter } from 'node:events';
import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

const bus = new EventEmitter();

function rememberRun(runId: string): void {
  getAgentInstanceFactory().remember('last', runId);
}

export function handle(userContext: UserExecutionContext): void {
  // @unsingleton-todo ESCAPES_REQUEST: the value outlives the request
  bus.on('run', rememberRun);
  bus.emit('run', userContext.runId);
}
