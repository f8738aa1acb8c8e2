/** The four compliance tests, on the platform's own factory. Each must fail on the singleton. */
import { runInScope, type UserExecutionContext } from '@unsingleton/runtime';
import { assertIsolated, assertNotRetained, createTestUserContext } from '@unsingleton/runtime/testing';
import { userOf, type Accessor } from './platform.js';

type Compliance = { readonly name: string; readonly holds: (accessor: Accessor, users: number) => Promise<void> };

const contextsOf = (count: number): UserExecutionContext[] => Array.from({ length: count }, (_, index) => createTestUserContext({ userId: `user-${index}` }));

async function noSharedState(accessor: Accessor, count: number): Promise<void> {
  const desks = contextsOf(count).map((userContext) => ({ userId: userContext.userId, factory: accessor(userContext) }));
  const factories = new Set(desks.map(({ factory }) => factory)).size;
  if (factories !== count) throw new Error(`${count} users share ${factories} ${factories === 1 ? 'factory' : 'factories'}`);
  for (const { userId, factory } of desks) {
    factory.beginRequest(userOf(userId));
    factory.remember(`note of ${userId}`);
  }
  for (const { userId, factory } of desks) {
    if (factory.user.id !== userId || factory.recall().join() !== `note of ${userId}`) throw new Error(`${userId} reads ${factory.recall().join()} as ${factory.user.id}`);
  }
}

function noContamination(accessor: Accessor, count: number): Promise<void> {
  return assertIsolated({
    make: accessor,
    users: count,
    // All schedules for a few users; all at once for many.
    schedules: count > 50 ? ['lockstep'] : ['sequence', 'lockstep', 'wave', 'jitter'],
    async act(factory, { canary, context }) {
      factory.beginRequest({ ...userOf(context.userId), name: canary });
      factory.remember(canary);
      await new Promise((resolve) => setImmediate(resolve));
      return { name: factory.user.name, history: factory.recall() };
    },
  });
}

function noPersistence(accessor: Accessor, count: number): Promise<void> {
  return assertNotRetained(async ({ track }) => {
    for (const userContext of contextsOf(count)) {
      track(userContext);
      await runInScope(userContext, async () => {
        accessor(userContext).beginRequest(track({ ...userOf(userContext.userId) }));
      });
    }
  });
}

async function isolationRequired(accessor: Accessor, count: number): Promise<void> {
  for (const nobody of [undefined, null, 'user-1', { userId: 'user-1', threadId: 't', runId: 'r' }]) {
    if (wasHandedOut(() => accessor(nobody as never))) throw new Error(`a factory was handed out to ${JSON.stringify(nobody) ?? 'nobody'}`);
  }
  const contexts = contextsOf(count);
  const factories = contexts.map(accessor);
  if (new Set(factories).size !== count) throw new Error(`${count} users share ${new Set(factories).size} factories`);
  if (contexts.some((userContext, index) => accessor(userContext) !== factories[index])) throw new Error('a user was given two factories in one request');
  const [gone] = contextsOf(1);
  if (gone === undefined) return;
  runInScope(gone, () => accessor(gone));
  if (wasHandedOut(() => accessor(gone))) throw new Error('a factory was handed out after its request had ended');
}

export function wasHandedOut(action: () => unknown): boolean {
  try {
    action();
    return true;
  } catch {
    return false;
  }
}

export const COMPLIANCE: readonly Compliance[] = [
  { name: 'singleton factory shares global state', holds: noSharedState },
  { name: 'concurrent user context contamination', holds: noContamination },
  { name: 'memory leak user data persistence', holds: noPersistence },
  { name: 'per-request factory isolation required', holds: isolationRequired },
];
