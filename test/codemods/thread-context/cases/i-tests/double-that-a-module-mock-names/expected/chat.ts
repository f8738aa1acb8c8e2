import type { UserExecutionContext } from '@unsingleton/runtime';
import memory from './memory';

export function answer(userContext: UserExecutionContext, question: string): string {
  return question === 'hello' ? memory.greet(userContext, 'Hello') : memory.recall(userContext, question);
}
