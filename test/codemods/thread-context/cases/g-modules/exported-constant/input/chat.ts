import type { UserExecutionContext } from '@unsingleton/runtime';
import { note, recall } from './memory';
import { agents } from './shared-agents';

export function greet(userContext: UserExecutionContext): string {
  note('greeted', String(agents.recallAll().length));
  return `Hello ${recall('name')}`;
}
