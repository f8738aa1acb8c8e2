import { getAgentInstanceFactory } from './agents';

export class Session {
  private readonly agents = getAgentInstanceFactory();
  note(text: string): void { this.agents.remember('note', text); }
  last(): string { return this.agents.recall('note'); }
}

export function getOrMake<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  return made;
}
