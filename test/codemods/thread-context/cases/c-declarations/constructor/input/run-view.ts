import { getAgentInstanceFactory } from './agents';

export class RunView {
  readonly text: string;

  constructor(readonly runId: string) {
    this.text = getAgentInstanceFactory().recall(runId);
  }
}
