import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

type ToolCall = { readonly name: string; readonly arguments: { readonly key: string } };

function callTool(call: ToolCall): string {
  const { name, arguments: given } = call;
  return `${name}: ${getAgentInstanceFactory().recall(given.key)} of ${JSON.stringify({ arguments: call.arguments })}`;
}

export function handle(userContext: UserExecutionContext, call: ToolCall): string {
  return `${userContext.userId}: ${callTool(call)}`;
}
