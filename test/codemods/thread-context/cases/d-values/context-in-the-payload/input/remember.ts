import { EventEmitter } from 'node:events';
import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

type RunEvent = { readonly userContext: UserExecutionContext; readonly runId: string };

const bus = new EventEmitter();

bus.on('run', (event: RunEvent) => {
  getAgentInstanceFactory().remember('last', event.runId);
});

export function handle(userContext: UserExecutionContext): void {
  bus.emit('run', { userContext, runId: userContext.runId });
}
