import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function* recallEach(runIds: readonly string[]): Generator<string> {
  for (const runId of runIds) yield getAgentInstanceFactory().recall(runId);
}

export function handle(userContext: UserExecutionContext, runIds: readonly string[]): string[] {
  return [...recallEach(runIds)];
}
