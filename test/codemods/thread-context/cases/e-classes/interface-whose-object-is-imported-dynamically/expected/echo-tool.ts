import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';
import type { Tool } from './tool';

export const echoTool: Tool = {
  run(userContext: UserExecutionContext, input: string): Promise<string> {
    return createAgentInstanceFactory(userContext).run(input);
  },
};
