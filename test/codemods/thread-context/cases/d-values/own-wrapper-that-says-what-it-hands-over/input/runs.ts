import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function compose<A, B, C>(first: (a: A) => B, second: (b: B) => C): (a: A) => C {
  return (a) => second(first(a));
}

function recallRun(runId: string): string {
  return getAgentInstanceFactory().recall(runId);
}

const recallLoud = compose(recallRun, (text) => text.toUpperCase());

export function handle(userContext: UserExecutionContext): string {
  return recallLoud(userContext.runId);
}
