import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

interface Step {
  run(userContext: UserExecutionContext, key: string, index?: number): string;
}

class RecallLast implements Step {
  run(userContext: UserExecutionContext): string {
    return createAgentInstanceFactory(userContext).recall('last');
  }
}

class Recall implements Step {
  run(userContext: UserExecutionContext, key: string): string {
    return createAgentInstanceFactory(userContext).recall(key);
  }
}

class RecallNumbered implements Step {
  run(userContext: UserExecutionContext, key: string, index = 0): string {
    return createAgentInstanceFactory(userContext).recall(`${key}/${index}`);
  }
}

export function handle(userContext: UserExecutionContext, step: Step, keys: readonly string[]): string[][] {
  return [
    keys.map(() => new RecallLast().run(userContext)),
    keys.map((key) => new Recall().run(userContext, key)),
    keys.map((key, index) => new RecallNumbered().run(userContext, key, index)),
    keys.map((key, index) => step.run(userContext, key, index)),
    [userContext.userId],
  ];
}
