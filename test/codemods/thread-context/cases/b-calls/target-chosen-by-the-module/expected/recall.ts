import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function recallRun(runId: string): string {
  return getAgentInstanceFactory().recall(runId);
}

function titleOf(runId: string): string {
  return `run ${runId}`;
}

declare const verbose: boolean;
const describeRun = verbose ? recallRun : titleOf;

export function handle(userContext: UserExecutionContext): string {
  // @unsingleton-todo MIXED_TARGET: one call, several unlike targets
  return describeRun(userContext.runId);
}
