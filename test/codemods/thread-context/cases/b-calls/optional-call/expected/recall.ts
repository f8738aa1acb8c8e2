import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

type Hooks = { readonly onRun?: (userContext: UserExecutionContext, runId: string) => string };

const hooks: Hooks = {
  onRun: (userContext: UserExecutionContext, runId) => createAgentInstanceFactory(userContext).recall(runId),
};

export function handle(userContext: UserExecutionContext, runId: string, own: Hooks | undefined): string {
  return `${hooks.onRun?.(userContext, runId)} ${own?.onRun?.(userContext, runId)}`;
}
