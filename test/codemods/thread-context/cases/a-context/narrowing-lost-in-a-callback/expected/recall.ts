import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

export function recallLater(open: () => UserExecutionContext | undefined, runId: string): () => string {
  let current = open();
  if (!current) return () => '';
  const read = (): string => {
    // @unsingleton-todo MAYBE_UNDEFINED: the context may be undefined here
    return getAgentInstanceFactory().recall(runId);
  };
  current = open();
  return read;
}
