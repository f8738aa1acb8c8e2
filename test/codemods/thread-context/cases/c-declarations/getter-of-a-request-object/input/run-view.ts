import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

export class RunView {
  constructor(
    private readonly userContext: UserExecutionContext,
    private readonly runId: string,
  ) {}

  get text(): string {
    return getAgentInstanceFactory().recall(this.runId);
  }
}
