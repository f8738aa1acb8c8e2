import type { UserExecutionContext } from '@unsingleton/runtime';
import { note, recall } from './memory';

export function greet(userContext: UserExecutionContext): string {
  note('greeted', 'yes');
  return `Hello ${recall('name')}`;
}
