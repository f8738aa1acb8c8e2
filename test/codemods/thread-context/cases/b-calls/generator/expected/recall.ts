import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function* recallEach(userContext: UserExecutionContext, runIds: readonly string[]): Generator<string> {
  for (const runId of runIds) yield createAgentInstanceFactory(userContext).recall(runId);
}

export function handle(userContext: UserExecutionContext, runIds: readonly string[]): string[] {
  return [...recallEach(userContext, runIds)];
}
