import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export class RunView {
  constructor(
    private readonly userContext: UserExecutionContext,
    private readonly runId: string,
  ) {}

  get text(): string {
    return createAgentInstanceFactory(this.userContext).recall(this.runId);
  }
}
