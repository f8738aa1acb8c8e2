import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

class MemoryPlugin implements HostPlugin {
  // @unsingleton-todo FROZEN_SIGNATURE: the signature belongs to others
  read(key: string): string {
    return getAgentInstanceFactory().recall(key);
  }
}

export function handle(userContext: UserExecutionContext, plugin: MemoryPlugin): string {
  return plugin.read(userContext.runId);
}
