import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export class Book {
  declare close: (userContext: UserExecutionContext, page: number) => string;
  constructor(readonly title: string) {}
}

export interface Book {
  open(userContext: UserExecutionContext, page: number): string;
}

Book.prototype.close = function (this: Book, userContext: UserExecutionContext, page) {
  return createAgentInstanceFactory(userContext).recall(`${this.title}/${String(page)}`);
};
Book.prototype.open = function (userContext: UserExecutionContext, page) {
  return createAgentInstanceFactory(userContext).recall(`${this.title}:${String(page)}`);
};
