import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

class Desk {
  constructor(readonly name: string) {}

  recall(key: string): string {
    return getAgentInstanceFactory().recall(key);
  }

  recallLast(): string {
    return getAgentInstanceFactory().recall('last');
  }

  recallAll(keys: readonly string[]): string[] {
    return keys.map(this.recall);
  }
}

export function handle(userContext: UserExecutionContext): string {
  const desk = new Desk(userContext.userId);
  const { recall } = desk;
  return [desk.recallLast(), recall('first'), ...desk.recallAll(['a', 'b'])].join();
}
