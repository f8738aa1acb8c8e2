import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';
import './numbers';
import type { Tool } from './tool';

export class AgentTool implements Tool {
  run(userContext: UserExecutionContext, input: string | number): Promise<string> {
    return createAgentInstanceFactory(userContext).run(String(input));
  }
}
