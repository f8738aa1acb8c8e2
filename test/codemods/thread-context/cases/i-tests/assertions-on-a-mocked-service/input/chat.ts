import memory from './memory';

export function answer(question: string): string {
  return question === 'hello' ? memory.welcome('Hello') : memory.recall(question);
}
