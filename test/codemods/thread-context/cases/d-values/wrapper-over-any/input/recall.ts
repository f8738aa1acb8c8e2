import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function audited(work: (...args: any[]) => any): (...args: any[]) => any {
  return (...args) => {
    log.push(args[0]);
    return work(...args);
  };
}

const log: string[] = [];

function recallRun(runId: string): string {
  return getAgentInstanceFactory().recall(runId);
}

const recallAudited = audited(recallRun);

export function handle(userContext: UserExecutionContext): string {
  return recallAudited(userContext.runId);
}
