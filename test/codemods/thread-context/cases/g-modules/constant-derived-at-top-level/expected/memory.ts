import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

const prefix = (userContext: UserExecutionContext) => `${createAgentInstanceFactory(userContext).recall('home')}/runs`;

export function pathOf(userContext: UserExecutionContext, run: string): string {
  return `${prefix(userContext)}/${run}`;
}

export function isRun(userContext: UserExecutionContext, path: string): boolean {
  return path.startsWith(prefix(userContext));
}
