import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export class RunView {
  readonly text: string;

  constructor(userContext: UserExecutionContext, readonly runId: string) {
    this.text = createAgentInstanceFactory(userContext).recall(runId);
  }
}
