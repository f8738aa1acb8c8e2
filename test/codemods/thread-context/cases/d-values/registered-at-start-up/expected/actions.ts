import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function recallRun(userContext: UserExecutionContext, runId: string): string {
  return createAgentInstanceFactory(userContext).recall(runId);
}

type Action = (userContext: UserExecutionContext, runId: string) => string;

class Registry {
  private readonly actions = new Map<string, Action>();

  add(name: string, action: Action): void {
    this.actions.set(name, action);
  }

  run(userContext: UserExecutionContext, name: string, runId: string): string {
    return this.actions.get(name)?.(userContext, runId) ?? '';
  }
}

const registry = new Registry();

function setUp(): void {
  registry.add('recall', recallRun);
  registry.add('title', (_userContext: UserExecutionContext, runId) => `run ${runId}`);
}

setUp();

export function handle(userContext: UserExecutionContext): string {
  return registry.run(userContext, 'recall', userContext.runId);
}
