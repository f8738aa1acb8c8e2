import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

class Runs {
  last(userContext: UserExecutionContext): string {
    return createAgentInstanceFactory(userContext).recall('last');
  }
}

const runs = new Runs();

export function handle(userContext: UserExecutionContext): string {
  return `last: ${runs.last(userContext)}`;
}
