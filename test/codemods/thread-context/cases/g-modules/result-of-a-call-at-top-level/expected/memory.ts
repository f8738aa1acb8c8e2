import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export function greetAll(userContext: UserExecutionContext): string {
  return createAgentInstanceFactory(userContext).recallAll().map((name) => `Hello ${name}`).join();
}
