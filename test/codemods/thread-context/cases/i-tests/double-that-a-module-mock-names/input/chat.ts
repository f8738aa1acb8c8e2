import memory from './memory';

export function answer(question: string): string {
  return question === 'hello' ? memory.greet('Hello') : memory.recall(question);
}
