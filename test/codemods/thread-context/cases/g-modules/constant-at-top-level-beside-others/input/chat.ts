import type { UserExecutionContext } from '@unsingleton/runtime';
import { pathOf } from './memory';

export function lastPath(userContext: UserExecutionContext): string {
  return `${userContext.userId}: ${pathOf('last')}`;
}
