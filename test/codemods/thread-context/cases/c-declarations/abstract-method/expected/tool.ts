import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

abstract class Tool {
  protected abstract load(userContext: UserExecutionContext, key: string): string;

  use(userContext: UserExecutionContext, key: string): string {
    return `used ${this.load(userContext, key)}`;
  }
}

class RecallTool extends Tool {
  protected override load(userContext: UserExecutionContext, key: string): string {
    return createAgentInstanceFactory(userContext).recall(key);
  }
}

export function handle(userContext: UserExecutionContext): string {
  const tool: Tool = new RecallTool();
  return tool.use(userContext, userContext.runId);
}
