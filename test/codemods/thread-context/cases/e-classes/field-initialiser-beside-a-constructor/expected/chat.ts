import type { UserExecutionContext } from '@unsingleton/runtime';
import { RunService } from './run-service';

function serviceFor(userContext: UserExecutionContext, prefix: string): RunService {
  return new RunService(userContext, prefix);
}

export function startRun(userContext: UserExecutionContext, name: string): Promise<string> {
  return serviceFor(userContext, 'nightly').start(name);
}
