import { getAgentInstanceFactory } from './agents';

abstract class Report {
  readonly text: string;

  constructor() {
    this.text = this.load('text');
  }

  abstract load(key: string): string;
}

export class Digest extends Report {
  load(key: string): string {
    return getAgentInstanceFactory().recall(key);
  }

  save(key: string, value: string): void {
    getAgentInstanceFactory().remember(key, value);
  }

  last(): string {
    return getAgentInstanceFactory().recall('last');
  }
}
