import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory, getAgentInstanceFactory } from './agents';
import { bound, counted, traced } from './traced';

class Runs {
  recall(runId: string): string {
    return getAgentInstanceFactory().recall(runId);
  }
}

class Titles {
  titleOf(userContext: UserExecutionContext, runId: string): string {
    return createAgentInstanceFactory(userContext).recall(`title of ${runId}`);
  }
}

const owners = {
  ownerOf(runId: string): string {
    return getAgentInstanceFactory().recall(`owner of ${runId}`);
  },
};

// @unsingleton-todo UNTYPED_CALL: called through any
const runs = traced(new Runs());
const titles = bound(new Titles());
// @unsingleton-todo UNTYPED_CALL: called through any
counted(owners);

export function handle(userContext: UserExecutionContext, runId: string): string {
  return runs.recall(runId) + titles.titleOf(userContext, runId) + owners.ownerOf(runId);
}
