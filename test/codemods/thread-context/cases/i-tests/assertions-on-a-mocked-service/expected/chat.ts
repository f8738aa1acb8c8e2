import type { UserExecutionContext } from '@unsingleton/runtime';
import memory from './memory';

export function answer(userContext: UserExecutionContext, question: string): string {
  return question === 'hello' ? memory.welcome(userContext, 'Hello') : memory.recall(userContext, question);
}
