import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export class RunReader {
  constructor(private readonly userContext: UserExecutionContext) {}

  read(runId: string): string {
    return createAgentInstanceFactory(this.userContext).recall(runId);
  }
}
