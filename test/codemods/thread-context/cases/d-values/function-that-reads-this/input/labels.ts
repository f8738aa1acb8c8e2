import type { UserExecutionContext } from '@unsingleton/runtime';
import type { EventEmitter } from 'node:events';
import { getAgentInstanceFactory } from './agents';

type Style = { readonly prefix: string };

function label(this: Style, key: string): string {
  return this.prefix + getAgentInstanceFactory().recall(key);
}

function forget(this: EventEmitter): void {
  this.removeAllListeners(getAgentInstanceFactory().recall('event'));
}

export function labels(userContext: UserExecutionContext, keys: string[], run: EventEmitter): string[] {
  run.once(`end of ${userContext.runId}`, forget);
  return keys.map(label, { prefix: '- ' });
}
