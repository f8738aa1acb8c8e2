import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function timed<Args extends unknown[], Result>(work: (...args: Args) => Result): (...args: Args) => Result {
  return (...args) => work(...args);
}

function recallRun(runId: string): string {
  return getAgentInstanceFactory().recall(runId);
}

const recallTimed = timed(recallRun);

export function handle(userContext: UserExecutionContext): string {
  return recallTimed(userContext.runId);
}
