import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

type Request = { readonly runId: string };

function recall({ runId }: Request): string {
  return getAgentInstanceFactory().recall(runId);
}

const title = ({ runId }: Request): string => `run ${runId}`;

const actions: Record<string, (request: Request) => string> = { recall, title };

export function handle(userContext: UserExecutionContext, name: string): string {
  return actions[name]?.({ runId: userContext.runId }) ?? '';
}
