import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

type Constructor = new (...args: any[]) => object;

function WithMemory<Base extends Constructor>(base: Base) {
  return class extends base {
    recall(key: string): string {
      return getAgentInstanceFactory().recall(key);
    }
  };
}

class Tool {
  readonly name = 'search';
}

const RecallTool = WithMemory(Tool);

export function handle(userContext: UserExecutionContext): string {
  return new RecallTool().recall(userContext.runId);
}
