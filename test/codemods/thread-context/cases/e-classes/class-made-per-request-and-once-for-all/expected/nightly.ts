import type { UserExecutionContext } from '@unsingleton/runtime';
import { RunService } from './run-service';

const shared = new RunService();

export function startNightly(userContext: UserExecutionContext): Promise<string> {
  return shared.start(userContext, `nightly of ${userContext.userId}`);
}
