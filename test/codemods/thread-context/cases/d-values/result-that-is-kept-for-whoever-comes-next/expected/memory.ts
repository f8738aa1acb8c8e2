import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory, type AgentInstanceFactory } from './agents';

class Lazy<T> {
  #value: T | undefined;

  constructor(private readonly make: () => T) {}

  get(): T {
    // @unsingleton-todo CACHED_ACROSS_USERS: a cache would serve one user's result to another
    return (this.#value ??= this.make());
  }
}

const shared = new Lazy(() => getAgentInstanceFactory());

let opened: Promise<AgentInstanceFactory> | undefined;

function open(): Promise<AgentInstanceFactory> {
  // @unsingleton-todo CACHED_ACROSS_USERS: a cache would serve one user's result to another
  return (opened ??= Promise.resolve(getAgentInstanceFactory()));
}

export async function handle(userContext: UserExecutionContext): Promise<string> {
  return shared.get().recall(userContext.runId) + (await open()).recall(userContext.runId);
}
