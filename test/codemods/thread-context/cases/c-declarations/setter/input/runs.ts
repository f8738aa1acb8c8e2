import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

class Runs {
  set last(value: string) {
    getAgentInstanceFactory().remember('last', value);
  }
}

const runs = new Runs();

export function handle(userContext: UserExecutionContext): void {
  runs.last = userContext.runId;
}
