import type { UserExecutionContext } from '@unsingleton/runtime';
import { RunService } from './run-service';

export function startRun(userContext: UserExecutionContext, name: string): Promise<string> {
  const service = new RunService();
  return service.start(`${userContext.userId}/${name}`);
}
