import { getAgentInstanceFactory } from './agents';
import { memoize } from './memoize';

export class Digest {
  // @unsingleton-todo CACHED_ACROSS_USERS: a cache would serve one user's result to another
  @memoize
  of(topic: string): string {
    return getAgentInstanceFactory().recall(topic);
  }
}
