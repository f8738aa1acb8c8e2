import { history } from './agents.js';

export function answer(question: string): string {
  history.push(question);
  return history.join();
}
