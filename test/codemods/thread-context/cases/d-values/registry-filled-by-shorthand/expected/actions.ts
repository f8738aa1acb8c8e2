import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

type Request = { readonly runId: string };

function recall(userContext: UserExecutionContext, { runId }: Request): string {
  return createAgentInstanceFactory(userContext).recall(runId);
}

const title = (_userContext: UserExecutionContext, { runId }: Request): string => `run ${runId}`;

const actions: Record<string, (userContext: UserExecutionContext, request: Request) => string> = { recall, title };

export function handle(userContext: UserExecutionContext, name: string): string {
  return actions[name]?.(userContext, { runId: userContext.runId }) ?? '';
}
