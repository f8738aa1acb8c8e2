import type { UserExecutionContext } from '@unsingleton/runtime';
import { AgentPlugin } from './agent-plugin';
import type { Plugin } from './plugin';

export async function runPlugin(userContext: UserExecutionContext, input: string, plugin: Plugin = new AgentPlugin()): Promise<string> {
  return `${userContext.userId}: ${await plugin.run(input)}`;
}
