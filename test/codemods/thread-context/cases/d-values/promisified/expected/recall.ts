import { promisify } from 'node:util';
import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

type Done = (error: Error | null, text: string) => void;

function recallRun(userContext: UserExecutionContext, runId: string, done: Done): void {
  done(null, createAgentInstanceFactory(userContext).recall(runId));
}

const recall = promisify(recallRun);

export function handle(userContext: UserExecutionContext): Promise<string> {
  return recall(userContext, userContext.runId);
}
