import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

class RunView {
  readonly text: string;

  constructor(userContext: UserExecutionContext, runId: string) {
    this.text = createAgentInstanceFactory(userContext).recall(runId);
  }
}

class TitledRunView extends RunView {
  constructor(userContext: UserExecutionContext, runId: string, readonly title: string) {
    super(userContext, runId);
  }
}

class LastRunView extends RunView {}

export function handle(userContext: UserExecutionContext): string {
  const titled = new TitledRunView(userContext, userContext.runId, 'Run');
  return titled.text + new LastRunView(userContext, 'last').text;
}
