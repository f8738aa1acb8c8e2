import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function recallRun(runId: string): string {
  return getAgentInstanceFactory().recall(runId);
}

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

function setUp(): void {
  registry.add('recall', recallRun);
  registry.add('title', (runId) => `run ${runId}`);
}

setUp();

export function handle(userContext: UserExecutionContext): string {
  return registry.run('recall', userContext.runId);
}
