import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

class RunView {
  readonly text: string;

  constructor(runId: string) {
    this.text = getAgentInstanceFactory().recall(runId);
  }
}

class TitledRunView extends RunView {
  constructor(runId: string, readonly title: string) {
    super(runId);
  }
}

class LastRunView extends RunView {}

export function handle(userContext: UserExecutionContext): string {
  const titled = new TitledRunView(userContext.runId, 'Run');
  return titled.text + new LastRunView('last').text;
}
