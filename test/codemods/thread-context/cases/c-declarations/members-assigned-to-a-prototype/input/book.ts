import { getAgentInstanceFactory } from './agents';

export class Book {
  declare close: (page: number) => string;
  constructor(readonly title: string) {}
}

export interface Book {
  open(page: number): string;
}

Book.prototype.close = function (this: Book, page) {
  return getAgentInstanceFactory().recall(`${this.title}/${String(page)}`);
};
Book.prototype.open = function (page) {
  return getAgentInstanceFactory().recall(`${this.title}:${String(page)}`);
};
