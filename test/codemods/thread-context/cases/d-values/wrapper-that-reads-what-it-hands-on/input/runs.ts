import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

export const log: string[] = [];

function logged<A extends unknown[], R>(work: (...args: A) => R): (...args: A) => R {
  return (...args) => {
    log.push(String(args[0]));
    return work(...args);
  };
}

function counted<F extends (...args: any[]) => string>(work: F): F {
  return new Proxy(work, {
    apply(target, self, args) {
      log.push(String(args[0]));
      return Reflect.apply(target, self, args);
    },
  });
}

function recallRun(runId: string): string {
  return getAgentInstanceFactory().recall(runId);
}

function titleOf(runId: string): string {
  return getAgentInstanceFactory().recall(`title of ${runId}`);
}

const recall = logged(recallRun);
const title = counted(titleOf);

export function handle(userContext: UserExecutionContext): string {
  return recall(userContext.runId) + title(userContext.runId);
}
