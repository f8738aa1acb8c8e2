import type { UserExecutionContext } from '@unsingleton/runtime';
import { RunService } from './run-service';

function serviceFor(prefix: string): RunService {
  return new RunService(prefix);
}

export function startRun(userContext: UserExecutionContext, name: string): Promise<string> {
  return serviceFor('nightly').start(name);
}
