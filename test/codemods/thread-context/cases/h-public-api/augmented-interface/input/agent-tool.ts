import { getAgentInstanceFactory } from './agents';
import './numbers';
import type { Tool } from './tool';

export class AgentTool implements Tool {
  run(input: string | number): Promise<string> {
    return getAgentInstanceFactory().run(String(input));
  }
}
