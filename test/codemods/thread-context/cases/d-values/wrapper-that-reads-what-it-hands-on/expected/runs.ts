import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory, getAgentInstanceFactory } from './agents';

export const log: string[] = [];

function logged<A extends unknown[], R>(work: (userContext: UserExecutionContext, ...args: A) => R): (userContext: UserExecutionContext, ...args: A) => R {
  return (userContext: UserExecutionContext, ...args) => {
    log.push(String(args[0]));
    return work(userContext, ...args);
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

function recallRun(userContext: UserExecutionContext, runId: string): string {
  return createAgentInstanceFactory(userContext).recall(runId);
}

function titleOf(runId: string): string {
  return getAgentInstanceFactory().recall(`title of ${runId}`);
}

const recall = logged(recallRun);
// @unsingleton-todo UNTYPED_CALL: called through any
const title = counted(titleOf);

export function handle(userContext: UserExecutionContext): string {
  return recall(userContext, userContext.runId) + title(userContext.runId);
}
