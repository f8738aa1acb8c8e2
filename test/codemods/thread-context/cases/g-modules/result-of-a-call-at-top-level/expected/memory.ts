import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

const names = (userContext: UserExecutionContext) => createAgentInstanceFactory(userContext).recallAll();

export function greetAll(userContext: UserExecutionContext): string {
  return names(userContext).map((name) => `Hello ${name}`).join();
}
