import { getAgentInstanceFactory } from './agents';
import { timed, trimmed } from './decorators';

export class Digest {
  @timed
  of(topic: string): string {
    return getAgentInstanceFactory().recall(topic);
  }

  @trimmed
  last(topic: string): string {
    return getAgentInstanceFactory().recall(`last ${topic}`);
  }
}
