import type { UserExecutionContext } from '@unsingleton/runtime';
import notes from './store';

export function greet(userContext: UserExecutionContext): string {
  return `${userContext.userId} is called ${notes.get('name')}`;
}
