import type { UserExecutionContext } from '@unsingleton/runtime';
import type { EventEmitter } from 'node:events';
import { createAgentInstanceFactory } from './agents';

type Style = { readonly prefix: string };

function label(this: Style, userContext: UserExecutionContext, key: string): string {
  return this.prefix + createAgentInstanceFactory(userContext).recall(key);
}

function forget(this: EventEmitter, userContext: UserExecutionContext): void {
  this.removeAllListeners(createAgentInstanceFactory(userContext).recall('event'));
}

export function labels(userContext: UserExecutionContext, keys: string[], run: EventEmitter): string[] {
  run.once(`end of ${userContext.runId}`, function (this: EventEmitter) { return forget.call(this, userContext); });
  return keys.map(function (this: Style, key) { return label.call(this, userContext, key); }, { prefix: '- ' });
}
