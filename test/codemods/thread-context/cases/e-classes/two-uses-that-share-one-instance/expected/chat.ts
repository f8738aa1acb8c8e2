import type { UserExecutionContext } from '@unsingleton/runtime';
import { recallName, rememberName } from './memory';

export function introduce(userContext: UserExecutionContext, name: string): string {
  rememberName(userContext, name);
  return `Hello ${recallName(userContext)}`;
}
