import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

interface Memory {
  recall(userContext: UserExecutionContext, key: string): string;
}

interface Memory {
  readonly name: string;
  recall(userContext: UserExecutionContext, key: number): string;
}

const memory: Memory = {
  name: 'agents',
  recall: (userContext: UserExecutionContext, key: string | number) => createAgentInstanceFactory(userContext).recall(`${key}`),
};

export function handle(userContext: UserExecutionContext): string {
  return memory.recall(userContext, 'last') + memory.recall(userContext, 1);
}
