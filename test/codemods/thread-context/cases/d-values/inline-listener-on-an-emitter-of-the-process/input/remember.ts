import { EventEmitter } from 'node:events';
import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

const bus = new EventEmitter();

export function handle(userContext: UserExecutionContext): void {
  bus.on('run', (runId: string) => {
    getAgentInstanceFactory().remember('last', runId);
  });
  bus.emit('run', userContext.runId);
}
