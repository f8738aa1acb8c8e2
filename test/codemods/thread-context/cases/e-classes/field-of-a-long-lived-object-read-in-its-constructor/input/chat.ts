import type { UserExecutionContext } from '@unsingleton/runtime';
import { runService } from './run-service';

export async function startRun(userContext: UserExecutionContext, name: string): Promise<string> {
  return `${userContext.userId}: ${await runService.start(name)}`;
}
