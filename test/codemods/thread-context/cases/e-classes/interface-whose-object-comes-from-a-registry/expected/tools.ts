import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';
import { registerTool, type Tool } from './tool';

class AgentTool implements Tool {
  readonly name = 'agent';

  run(userContext: UserExecutionContext, input: string): Promise<string> {
    return createAgentInstanceFactory(userContext).run(input);
  }
}

class EchoTool implements Tool {
  readonly name = 'echo';

  async run(_userContext: UserExecutionContext, input: string): Promise<string> {
    return input;
  }
}

registerTool(new AgentTool());
registerTool(new EchoTool());
