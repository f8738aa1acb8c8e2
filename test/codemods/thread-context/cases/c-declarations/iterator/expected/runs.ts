import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

class Runs {
  // @unsingleton-todo RUNTIME_PROTOCOL: called by the language
  *[Symbol.iterator](): Generator<string> {
    yield* getAgentInstanceFactory().recallAll();
  }
}

export function handle(userContext: UserExecutionContext, runs: Runs): string {
  return `${userContext.userId}: ${[...runs].join()}`;
}
