import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function compose<A, B, C>(first: (userContext: UserExecutionContext, a: A) => B, second: (b: B) => C): (userContext: UserExecutionContext, a: A) => C {
  return (userContext: UserExecutionContext, a) => second(first(userContext, a));
}

function recallRun(userContext: UserExecutionContext, runId: string): string {
  return createAgentInstanceFactory(userContext).recall(runId);
}

const recallLoud = compose(recallRun, (text) => text.toUpperCase());

export function handle(userContext: UserExecutionContext): string {
  return recallLoud(userContext, userContext.runId);
}
