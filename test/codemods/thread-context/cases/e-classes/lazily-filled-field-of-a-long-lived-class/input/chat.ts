import type { UserExecutionContext } from '@unsingleton/runtime';
import { runService } from './run-service';

export function startRun(userContext: UserExecutionContext, name: string): Promise<string> {
  return runService.start(name);
}
