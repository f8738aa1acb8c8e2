import type { UserExecutionContext } from '@unsingleton/runtime';
import { RunService } from './run-service';

export function lastRun(userContext: UserExecutionContext, names: string[]): string {
  const service = Reflect.construct(RunService, names) as RunService;
  return `${userContext.userId}: ${service.last}`;
}
