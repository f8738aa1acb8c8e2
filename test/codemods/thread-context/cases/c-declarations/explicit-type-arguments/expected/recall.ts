import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function recallAs<Value>(userContext: UserExecutionContext, key: string, parse: (text: string) => Value): Value {
  return parse(createAgentInstanceFactory(userContext).recall(key));
}

export function handle(userContext: UserExecutionContext): number {
  return recallAs<number>(userContext, 'count', Number);
}
