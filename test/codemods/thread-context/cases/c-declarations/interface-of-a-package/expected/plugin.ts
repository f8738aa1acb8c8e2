import type { UserExecutionContext } from '@unsingleton/runtime';
import type { ReaderPlugin } from 'agent-readers';
import { getAgentInstanceFactory } from './agents';

class MemoryPlugin implements ReaderPlugin {
  readonly name = 'memory';

  // @unsingleton-todo FROZEN_SIGNATURE: the signature belongs to others
  read(key: string): string {
    return getAgentInstanceFactory().recall(key);
  }
}

export function handle(userContext: UserExecutionContext, plugin: MemoryPlugin): string {
  return plugin.read(userContext.runId);
}
