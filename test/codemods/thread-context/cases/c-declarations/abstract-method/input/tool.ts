import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

abstract class Tool {
  protected abstract load(key: string): string;

  use(key: string): string {
    return `used ${this.load(key)}`;
  }
}

class RecallTool extends Tool {
  protected override load(key: string): string {
    return getAgentInstanceFactory().recall(key);
  }
}

export function handle(userContext: UserExecutionContext): string {
  const tool: Tool = new RecallTool();
  return tool.use(userContext.runId);
}
