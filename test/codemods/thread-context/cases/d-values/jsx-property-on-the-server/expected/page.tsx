import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function recallRun(userContext: UserExecutionContext, runId: string): string {
  return createAgentInstanceFactory(userContext).recall(runId);
}

function LastRun({ read }: { readonly read: (runId: string) => string }): JSX.Element {
  return <p>{read('last')}</p>;
}

export function RunPage({ userContext }: { readonly userContext: UserExecutionContext }): JSX.Element {
  return <LastRun read={(runId) => recallRun(userContext, runId)} />;
}
