import type { UserExecutionContext } from '@unsingleton/runtime';
import { note, recall } from './memory';
import { createAgents } from './shared-agents';

export function greet(userContext: UserExecutionContext): string {
  note(userContext, 'greeted', String(createAgents(userContext).recallAll().length));
  return `Hello ${recall(userContext, 'name')}`;
}
