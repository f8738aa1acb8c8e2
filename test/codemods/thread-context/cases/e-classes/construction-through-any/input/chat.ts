import type { UserExecutionContext } from '@unsingleton/runtime';
import { RunService } from './run-service';

export function lastRun(userContext: UserExecutionContext, name: string): string {
  const service = new (RunService as any)(name);
  return `${userContext.userId}: ${String(service.last)}`;
}
