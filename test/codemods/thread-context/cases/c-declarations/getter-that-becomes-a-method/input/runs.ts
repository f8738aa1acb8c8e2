import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

class Runs {
  get last(): string {
    return getAgentInstanceFactory().recall('last');
  }
}

const runs = new Runs();

export function handle(userContext: UserExecutionContext): string {
  return `last: ${runs.last}`;
}
