import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

let sweeper: NodeJS.Timeout | undefined;

function sweepNowAndThen(): void {
  if (!sweeper) {
    sweeper = setInterval(() => {
      getAgentInstanceFactory().remember('swept', new Date().toISOString());
    }, 60_000).unref();
  }
}

export function startRun(userContext: UserExecutionContext): string {
  sweepNowAndThen();
  return userContext.runId;
}
