import { memory } from './memory';

export function greet(): string {
  return `Hello ${memory.recall('name')}`;
}
