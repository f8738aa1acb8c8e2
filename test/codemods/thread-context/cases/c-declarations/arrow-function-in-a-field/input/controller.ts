import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

class RunController {
  readonly recall = (runId: string): string => getAgentInstanceFactory().recall(runId);
}

const controller = new RunController();

export function handle(userContext: UserExecutionContext): string {
  return controller.recall(userContext.runId);
}
