import type { UserExecutionContext } from '@unsingleton/runtime';
import { NightlyRunService, RunService } from './run-service';

export function lastRuns(userContext: UserExecutionContext, names: string[]): string[] {
  const nightly = new NightlyRunService(userContext);
  return [nightly.last, ...names.map((name) => new RunService(userContext, name).last)];
}
