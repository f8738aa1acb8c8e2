import { getAgentInstanceFactory } from './agents';
import { memoize } from './memoize';

export class Digest {
  @memoize
  of(topic: string): string {
    return getAgentInstanceFactory().recall(topic);
  }
}
