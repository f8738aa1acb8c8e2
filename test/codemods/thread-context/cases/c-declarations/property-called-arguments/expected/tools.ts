import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

type ToolCall = { readonly name: string; readonly arguments: { readonly key: string } };

function callTool(userContext: UserExecutionContext, call: ToolCall): string {
  const { name, arguments: given } = call;
  return `${name}: ${createAgentInstanceFactory(userContext).recall(given.key)} of ${JSON.stringify({ arguments: call.arguments })}`;
}

export function handle(userContext: UserExecutionContext, call: ToolCall): string {
  return `${userContext.userId}: ${callTool(userContext, call)}`;
}
