import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory, getAgentInstanceFactory } from './agents';

// @unsingleton-todo WARMUP_CALL: called for its side effect at start-up
getAgentInstanceFactory();

export function startRun(userContext: UserExecutionContext, name: string): Promise<string> {
  return createAgentInstanceFactory(userContext).run(name);
}
