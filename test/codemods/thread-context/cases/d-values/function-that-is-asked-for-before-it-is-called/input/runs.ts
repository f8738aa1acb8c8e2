import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

type Step = { readonly name: string; readonly guard?: (runId: string) => boolean };

const steps: readonly Step[] = [
  { name: 'plan', guard: (runId) => getAgentInstanceFactory().recall(runId) !== '' },
  { name: 'act' },
];

export function handle(userContext: UserExecutionContext): string[] {
  const names: string[] = [];
  for (const { name, guard } of steps) {
    if (guard && !guard(userContext.runId)) continue;
    names.push(guard ? `${name}?` : name);
  }
  return names;
}
