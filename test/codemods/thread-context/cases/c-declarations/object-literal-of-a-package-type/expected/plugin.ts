import type { UserExecutionContext } from '@unsingleton/runtime';
import type { ReaderPlugin } from 'agent-readers';
import { getAgentInstanceFactory } from './agents';

const plugin: ReaderPlugin = {
  name: 'memory',
  // @unsingleton-todo FROZEN_SIGNATURE: the signature belongs to others
  read(key) {
    return getAgentInstanceFactory().recall(key);
  },
};

export function handle(userContext: UserExecutionContext): string {
  return plugin.read(userContext.runId);
}
