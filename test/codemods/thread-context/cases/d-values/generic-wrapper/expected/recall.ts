import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function timed<Args extends unknown[], Result>(work: (...args: Args) => Result): (...args: Args) => Result {
  return (...args) => work(...args);
}

function recallRun(userContext: UserExecutionContext, runId: string): string {
  return createAgentInstanceFactory(userContext).recall(runId);
}

const recallTimed = timed(recallRun);

export function handle(userContext: UserExecutionContext): string {
  return recallTimed(userContext, userContext.runId);
}
