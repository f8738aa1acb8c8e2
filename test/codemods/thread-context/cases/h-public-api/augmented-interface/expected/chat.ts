import type { UserExecutionContext } from '@unsingleton/runtime';
import './numbers';
import type { Tool } from './tool';

export async function both(userContext: UserExecutionContext, tool: Tool): Promise<string> {
  return `${userContext.userId}: ${await tool.run(userContext, 1)} ${await tool.run(userContext, 'one')}`;
}
