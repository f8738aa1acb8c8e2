import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export class Session {
  note(userContext: UserExecutionContext, text: string): void { createAgentInstanceFactory(userContext).remember('note', text); }
  last(userContext: UserExecutionContext): string { return createAgentInstanceFactory(userContext).recall('note'); }
}

export function getOrMake<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  return made;
}
