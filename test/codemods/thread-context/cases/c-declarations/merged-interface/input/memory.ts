import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

interface Memory {
  recall(key: string): string;
}

interface Memory {
  readonly name: string;
  recall(key: number): string;
}

const memory: Memory = {
  name: 'agents',
  recall: (key: string | number) => getAgentInstanceFactory().recall(`${key}`),
};

export function handle(userContext: UserExecutionContext): string {
  return memory.recall('last') + memory.recall(1);
}
