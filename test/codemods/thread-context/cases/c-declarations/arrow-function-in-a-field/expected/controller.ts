import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

class RunController {
  readonly recall = (userContext: UserExecutionContext, runId: string): string => createAgentInstanceFactory(userContext).recall(runId);
}

const controller = new RunController();

export function handle(userContext: UserExecutionContext): string {
  return controller.recall(userContext, userContext.runId);
}
