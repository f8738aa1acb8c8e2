import type { UserExecutionContext } from '../context/user-execution-context.js';
import { onePerProcess } from '../process-wide.js';
import type { LiveScope } from '../scope/scope.js';

/** Counts of the whole process, since it started. They outlive every request, as counts must. */
export type AgentMetrics = {
  readonly factoriesCreated: number;
  readonly factoriesDisposed: number;
  readonly agentsCreated: number;
  readonly agentsFailed: number;
  readonly runsStarted: number;
  readonly runsFinished: number;
};

/** One request whose factory is alive. No user id: a summary is for dashboards. */
export type ActiveContext = {
  readonly requestId: string;
  readonly operation: string | undefined;
  readonly place: string | undefined;
  readonly ageMs: number;
};

type Counters = { -readonly [Name in keyof AgentMetrics]: number };

/** @internal */
export function agentCounters(): Counters {
  return onePerProcess('agent metrics', () => ({ factoriesCreated: 0, factoriesDisposed: 0, agentsCreated: 0, agentsFailed: 0, runsStarted: 0, runsFinished: 0 }));
}

/** Scopes with a living factory, and since when. A scope leaves when its factory is disposed. */
function activeScopes(): Map<LiveScope, number> {
  return onePerProcess('active agent scopes', () => new Map<LiveScope, number>());
}

/** @internal */
export function countFactory(scope: LiveScope): void {
  agentCounters().factoriesCreated += 1;
  // A scope that nobody will close must not be held here.
  if (scope.guests >= 0) activeScopes().set(scope, performance.now());
}

/** @internal */
export function discountFactory(scope: LiveScope): void {
  agentCounters().factoriesDisposed += 1;
  activeScopes().delete(scope);
}

/** @internal */
export function summariseActiveContexts(): readonly ActiveContext[] {
  const now = performance.now();
  return [...activeScopes()].flatMap(([{ owner, place }, since]) => {
    if (owner === undefined) return [];
    const { requestId, operation }: UserExecutionContext = owner;
    return [{ requestId, operation, place, ageMs: now - since }];
  });
}
