import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

type Filter = (userContext: UserExecutionContext, key: string) => boolean;

const known: Filter = (userContext: UserExecutionContext, key) => createAgentInstanceFactory(userContext).recall(key) !== '';

function pick(userContext: UserExecutionContext, keys: string[], filter: Filter | undefined = known): string[] {
  return keys.filter((key) => filter(userContext, key));
}

export function names(userContext: UserExecutionContext, keys: string[]): string[] {
  return [userContext.userId, ...pick(userContext, keys), ...pick(userContext, keys, (_userContext: UserExecutionContext, key) => key.length > 3)];
}
