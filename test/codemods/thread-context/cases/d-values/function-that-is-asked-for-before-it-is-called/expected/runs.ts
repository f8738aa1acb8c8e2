import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

type Step = { readonly name: string; readonly guard?: (userContext: UserExecutionContext, runId: string) => boolean };

const steps: readonly Step[] = [
  { name: 'plan', guard: (userContext: UserExecutionContext, runId) => createAgentInstanceFactory(userContext).recall(runId) !== '' },
  { name: 'act' },
];

export function handle(userContext: UserExecutionContext): string[] {
  const names: string[] = [];
  for (const { name, guard } of steps) {
    if (guard && !guard(userContext, userContext.runId)) continue;
    names.push(guard ? `${name}?` : name);
  }
  return names;
}
