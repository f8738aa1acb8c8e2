import type { UserExecutionContext } from '@unsingleton/runtime';
import { note } from './memory';

// @unsingleton-todo TYPE_LEVEL_USE: its parameter types are computed with
type Note = Parameters<typeof note>;

const later: Note[] = [];

export function greet(userContext: UserExecutionContext, ...given: Note): string {
  later.push(given);
  note(given[0], given[1]);
  return `Hello ${userContext.userId}`;
}
