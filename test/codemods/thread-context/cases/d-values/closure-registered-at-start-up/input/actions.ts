import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

type Action = (runId: string) => string;

class Registry {
  private readonly actions = new Map<string, Action>();

  add(name: string, action: Action): void {
    this.actions.set(name, action);
  }

  run(name: string, runId: string): string {
    return this.actions.get(name)?.(runId) ?? '';
  }
}

const registry = new Registry();

registry.add('recall', (runId) => getAgentInstanceFactory().recall(runId));

export function handle(userContext: UserExecutionContext): string {
  return registry.run('recall', userContext.runId);
}
