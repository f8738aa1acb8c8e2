import type { UserExecutionContext } from '@unsingleton/runtime';
import { RunService } from './run-service';

export function startRun(userContext: UserExecutionContext, name: string): Promise<string> {
  return new RunService(userContext, name).start();
}
