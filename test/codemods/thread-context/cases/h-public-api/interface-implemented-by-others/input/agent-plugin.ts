import { getAgentInstanceFactory } from './agents';
import type { Plugin } from './plugin';

export class AgentPlugin implements Plugin {
  run(input: string): Promise<string> {
    return getAgentInstanceFactory().run(input);
  }
}
