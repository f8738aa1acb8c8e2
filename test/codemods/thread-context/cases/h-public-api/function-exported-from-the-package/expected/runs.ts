import { currentScope, type UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export function startRun(userContext: UserExecutionContext, name: string): Promise<string>;
/** @deprecated Pass the user context first. This form reads it from the request scope. */
export function startRun(name: string): Promise<string>;
export function startRun(...args: [userContext: UserExecutionContext, name: string] | [name: string]): Promise<string> {
  const [userContext, name] = args.length === 2 ? args : [currentScope().context, ...args];
  return createAgentInstanceFactory(userContext).run(name);
}
