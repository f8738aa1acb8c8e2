import { promisify } from 'node:util';
import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

type Done = (error: Error | null, text: string) => void;

function recallRun(runId: string, done: Done): void {
  done(null, getAgentInstanceFactory().recall(runId));
}

const recall = promisify(recallRun);

export function handle(userContext: UserExecutionContext): Promise<string> {
  return recall(userContext.runId);
}
