import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

export class RunReader {
  constructor(private readonly userContext: UserExecutionContext) {}

  read(runId: string): string {
    return getAgentInstanceFactory().recall(runId);
  }
}
