import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function recallRun(runId: string): string {
  return getAgentInstanceFactory().recall(runId);
}

function LastRun({ read }: { readonly read: (runId: string) => string }): JSX.Element {
  return <p>{read('last')}</p>;
}

export function RunPage({ userContext }: { readonly userContext: UserExecutionContext }): JSX.Element {
  return <LastRun read={recallRun} />;
}
