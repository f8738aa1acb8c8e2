import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';
import { bound, counted, traced } from './traced';

class Runs {
  recall(runId: string): string {
    return getAgentInstanceFactory().recall(runId);
  }
}

class Titles {
  titleOf(runId: string): string {
    return getAgentInstanceFactory().recall(`title of ${runId}`);
  }
}

const owners = {
  ownerOf(runId: string): string {
    return getAgentInstanceFactory().recall(`owner of ${runId}`);
  },
};

const runs = traced(new Runs());
const titles = bound(new Titles());
counted(owners);

export function handle(userContext: UserExecutionContext, runId: string): string {
  return runs.recall(runId) + titles.titleOf(runId) + owners.ownerOf(runId);
}
