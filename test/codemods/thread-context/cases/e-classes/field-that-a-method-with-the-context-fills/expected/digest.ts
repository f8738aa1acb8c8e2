import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export class Digest {
  readonly title = 'Digest';
  readonly text: string;
  readonly length: number;

  constructor(private readonly userContext: UserExecutionContext) {
    this.text = this.load('text');
    this.length = this.text.length;
  }

  load(key: string): string {
    return createAgentInstanceFactory(this.userContext).recall(`${this.title}/${key}`);
  }

  save(key: string, value: string): void {
    createAgentInstanceFactory(this.userContext).remember(key, value);
  }
}
