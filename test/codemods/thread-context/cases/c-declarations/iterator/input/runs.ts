import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

class Runs {
  *[Symbol.iterator](): Generator<string> {
    yield* getAgentInstanceFactory().recallAll();
  }
}

export function handle(userContext: UserExecutionContext, runs: Runs): string {
  return `${userContext.userId}: ${[...runs].join()}`;
}
