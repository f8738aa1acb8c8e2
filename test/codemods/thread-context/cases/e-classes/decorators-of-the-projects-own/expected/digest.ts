import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory, getAgentInstanceFactory } from './agents';
import { timed, trimmed } from './decorators';

export class Digest {
  @timed
  of(userContext: UserExecutionContext, topic: string): string {
    return createAgentInstanceFactory(userContext).recall(topic);
  }

  // @unsingleton-todo UNTYPED_CALL: called through any
  @trimmed
  last(topic: string): string {
    return getAgentInstanceFactory().recall(`last ${topic}`);
  }
}
