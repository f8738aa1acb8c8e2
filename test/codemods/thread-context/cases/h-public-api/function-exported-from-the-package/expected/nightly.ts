import type { UserExecutionContext } from '@unsingleton/runtime';
import { startRun } from './runs';

export function reportTo(userContext: UserExecutionContext): Promise<string> {
  return startRun(userContext, `report for ${userContext.userId}`);
}
