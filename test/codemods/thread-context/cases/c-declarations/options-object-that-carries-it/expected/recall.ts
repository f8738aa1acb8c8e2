import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

type RecallOptions = { readonly runId: string; readonly userContext: UserExecutionContext };

function recallRun(options: RecallOptions): string {
  return describe(createAgentInstanceFactory(options.userContext).recall(options.runId));
}

function describe(value: string): string {
  return `recalled ${value}`;
}

export function handle(userContext: UserExecutionContext): string {
  return recallRun({ runId: userContext.runId, userContext });
}
