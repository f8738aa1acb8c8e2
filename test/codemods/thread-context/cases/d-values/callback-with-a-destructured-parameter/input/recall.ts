import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

type Run = { readonly id: string };

function recallRun({ id }: Run): string {
  return getAgentInstanceFactory().recall(id);
}

export function handle(userContext: UserExecutionContext, runs: readonly Run[]): string[] {
  return runs.map(recallRun);
}
