import type { UserExecutionContext } from '@unsingleton/runtime';
import { isRun, pathOf } from './memory';

export function describe(userContext: UserExecutionContext, run: string): string {
  const path = pathOf(userContext, run);
  return isRun(userContext, path) ? path : 'elsewhere';
}
