import type { UserExecutionContext } from '@unsingleton/runtime';
import { isRun, pathOf } from './memory';

export function describe(userContext: UserExecutionContext, run: string): string {
  const path = pathOf(run);
  return isRun(path) ? path : 'elsewhere';
}
