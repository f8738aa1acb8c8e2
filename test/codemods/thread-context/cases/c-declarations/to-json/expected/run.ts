import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

class Run {
  constructor(private readonly id: string) {}

  // @unsingleton-todo RUNTIME_PROTOCOL: called by the language
  toJSON(): object {
    return { id: this.id, text: getAgentInstanceFactory().recall(this.id) };
  }
}

export function handle(userContext: UserExecutionContext): string {
  return JSON.stringify(new Run(userContext.runId));
}
