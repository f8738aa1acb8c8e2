import { getAgentInstanceFactory } from './agents';

export class Digest {
  readonly title = 'Digest';
  readonly text = this.load('text');
  readonly length = this.text.length;

  load(key: string): string {
    return getAgentInstanceFactory().recall(`${this.title}/${key}`);
  }

  save(key: string, value: string): void {
    getAgentInstanceFactory().remember(key, value);
  }
}
