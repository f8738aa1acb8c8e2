import { getAgentInstanceFactory } from './agents';
import { registerTool, type Tool } from './tool';

class AgentTool implements Tool {
  readonly name = 'agent';

  run(input: string): Promise<string> {
    return getAgentInstanceFactory().run(input);
  }
}

class EchoTool implements Tool {
  readonly name = 'echo';

  async run(input: string): Promise<string> {
    return input;
  }
}

registerTool(new AgentTool());
registerTool(new EchoTool());
