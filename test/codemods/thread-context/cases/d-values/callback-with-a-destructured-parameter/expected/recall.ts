import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

type Run = { readonly id: string };

function recallRun(userContext: UserExecutionContext, { id }: Run): string {
  return createAgentInstanceFactory(userContext).recall(id);
}

export function handle(userContext: UserExecutionContext, runs: readonly Run[]): string[] {
  return runs.map((value) => recallRun(userContext, value));
}
