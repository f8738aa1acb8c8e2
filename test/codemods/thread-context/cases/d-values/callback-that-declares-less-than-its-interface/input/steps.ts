import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

interface Step {
  run(key: string, index?: number): string;
}

class RecallLast implements Step {
  run(): string {
    return getAgentInstanceFactory().recall('last');
  }
}

class Recall implements Step {
  run(key: string): string {
    return getAgentInstanceFactory().recall(key);
  }
}

class RecallNumbered implements Step {
  run(key: string, index = 0): string {
    return getAgentInstanceFactory().recall(`${key}/${index}`);
  }
}

export function handle(userContext: UserExecutionContext, step: Step, keys: readonly string[]): string[][] {
  return [
    keys.map(new RecallLast().run),
    keys.map(new Recall().run),
    keys.map(new RecallNumbered().run),
    keys.map(step.run),
    [userContext.userId],
  ];
}
