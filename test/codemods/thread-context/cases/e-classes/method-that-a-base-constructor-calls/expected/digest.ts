import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

abstract class Report {
  readonly text: string;

  constructor(userContext: UserExecutionContext) {
    this.text = this.load(userContext, 'text');
  }

  abstract load(userContext: UserExecutionContext, key: string): string;
}

export class Digest extends Report {
  load(userContext: UserExecutionContext, key: string): string {
    return createAgentInstanceFactory(userContext).recall(key);
  }

  save(userContext: UserExecutionContext, key: string, value: string): void {
    createAgentInstanceFactory(userContext).remember(key, value);
  }

  last(userContext: UserExecutionContext): string {
    return createAgentInstanceFactory(userContext).recall('last');
  }
}
