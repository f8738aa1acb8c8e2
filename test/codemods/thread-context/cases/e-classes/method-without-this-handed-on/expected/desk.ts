import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

class Desk {
  constructor(readonly name: string) {}

  recall(userContext: UserExecutionContext, key: string): string {
    return createAgentInstanceFactory(userContext).recall(key);
  }

  recallLast(userContext: UserExecutionContext): string {
    return createAgentInstanceFactory(userContext).recall('last');
  }

  recallAll(userContext: UserExecutionContext, keys: readonly string[]): string[] {
    return keys.map((key) => this.recall(userContext, key));
  }
}

export function handle(userContext: UserExecutionContext): string {
  const desk = new Desk(userContext.userId);
  const { recall } = desk;
  return [desk.recallLast(userContext), recall(userContext, 'first'), ...desk.recallAll(userContext, ['a', 'b'])].join();
}
