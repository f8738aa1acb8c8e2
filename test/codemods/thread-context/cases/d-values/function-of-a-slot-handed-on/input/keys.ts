import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

type Filter = (key: string) => boolean;

const known: Filter = (key) => getAgentInstanceFactory().recall(key) !== '';

function pick(keys: string[], filter: Filter | undefined = known): string[] {
  return keys.filter(filter);
}

export function names(userContext: UserExecutionContext, keys: string[]): string[] {
  return [userContext.userId, ...pick(keys), ...pick(keys, (key) => key.length > 3)];
}
