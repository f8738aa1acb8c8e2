import { getAgentInstanceFactory } from './agents';
import type { Tool } from './tool';

export const echoTool: Tool = {
  run(input: string): Promise<string> {
    return getAgentInstanceFactory().run(input);
  },
};
