import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

type Hooks = { readonly onRun?: (runId: string) => string };

const hooks: Hooks = {
  onRun: (runId) => getAgentInstanceFactory().recall(runId),
};

export function handle(userContext: UserExecutionContext, runId: string, own: Hooks | undefined): string {
  return `${hooks.onRun?.(runId)} ${own?.onRun?.(runId)}`;
}
