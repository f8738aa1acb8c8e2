import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function recallAs<Value>(key: string, parse: (text: string) => Value): Value {
  return parse(getAgentInstanceFactory().recall(key));
}

export function handle(userContext: UserExecutionContext): number {
  return recallAs<number>('count', Number);
}
