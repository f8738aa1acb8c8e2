import { describe, expect, it } from 'vitest';
import { checkSingletons, guardSingleton, type SingletonLeak } from '../../../src/runtime/guard/index.js';
import { createAgentInstanceFactory, openScope, perRequest, runInScope, type UserExecutionContext } from '../../../src/runtime/index.js';
import { createTestUserContext } from '../../../src/runtime/testing/index.js';

class AgentRegistry {
  current: UserExecutionContext | undefined = undefined;
  readonly sessions: Map<string, unknown> = new Map();
  readonly log: unknown[] = [];
  readonly seen: Set<unknown> = new Set();
  readonly settings: { model: string; owner?: unknown } = { model: 'small', owner: undefined };
  count = 0;
  #last: unknown;

  remember(last: unknown): void {
    this.#last = last;
  }
  get last(): unknown {
    return this.#last;
  }
}

function guarded(throws = false): { registry: AgentRegistry; leaks: SingletonLeak[] } {
  const leaks: SingletonLeak[] = [];
  return { registry: guardSingleton(new AgentRegistry(), { onLeak: (leak) => leaks.push(leak), throws }), leaks };
}

const createEngine = perRequest(() => ({ plan: [] }), { name: 'createEngine' });
const alice = (): UserExecutionContext => createTestUserContext({ userId: 'alice' });

describe('guardSingleton()', () => {
  it.each<[string, (registry: AgentRegistry, userContext: UserExecutionContext) => void, string]>([
    ['a property', (registry, userContext) => { registry.current = userContext; }, 'AgentRegistry.current'],
    ['a map', (registry, userContext) => { registry.sessions.set('a', { userContext }); }, 'AgentRegistry.sessions.get("a").userContext'],
    ['an array', (registry, userContext) => { registry.log.push('start', [userContext]); }, 'AgentRegistry.log[][1][0]'],
    ['a set', (registry, userContext) => { registry.seen.add(userContext); }, 'AgentRegistry.seen.values()'],
    ['a nested object', (registry, userContext) => { registry.settings.owner = userContext; }, 'AgentRegistry.settings.owner'],
    ['what a factory made', (registry, userContext) => { registry.sessions.set('a', createEngine(userContext)); }, 'AgentRegistry.sessions.get("a")'],
    ['an agent factory', (registry, userContext) => { registry.log.push(createAgentInstanceFactory(userContext)); }, 'AgentRegistry.log[][0]'],
  ])('reports a user\'s object in %s, with both places', (_what, store, path) => {
    const { registry, leaks } = guarded();
    runInScope(alice(), ({ context }) => { store(registry, context); });
    expect(leaks).toHaveLength(1);
    expect(leaks[0]).toMatchObject({ singleton: 'AgentRegistry', path });
    expect(leaks[0]?.storedAt).toMatch(/guard-singleton\.test\.ts:\d+:\d+$/);
    expect(leaks[0]?.boundAt).toMatch(/guard-singleton\.test\.ts:\d+:\d+$/);
    expect(leaks[0]?.storedAt).not.toBe(leaks[0]?.boundAt);
  });

  it('finds what was put into a private field or a new property by a sweep after the request', async () => {
    const { registry, leaks } = guarded();
    await runInScope(alice(), async ({ context }) => { registry.remember({ engine: createEngine(context) }); });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(leaks).toMatchObject([{ path: 'AgentRegistry.#last.engine', storedAt: undefined }]);
    expect(leaks[0]?.message).toMatch(/it was found there after its request had ended\.$/);
    const added = guarded();
    const userContext = alice();
    await runInScope(userContext, async () => { Object.assign(added.registry, { late: userContext }); });
    expect(checkSingletons().map(({ path }) => path)).toContain('AgentRegistry.late');
  });

  it('leaves what is not a user\'s alone, and the object as it was', async () => {
    const { registry, leaks } = guarded();
    registry.count += 1;
    registry.sessions.set('pool', { size: 4 });
    registry.log.push('started');
    registry.settings.model = 'large';
    registry.remember({ at: 1 });
    await runInScope(alice(), async ({ context }) => createEngine(context));
    expect([registry.count, registry.sessions.size, registry.log, registry.settings, registry.last]).toEqual([1, 1, ['started'], { model: 'large', owner: undefined }, { at: 1 }]);
    expect(Object.keys(registry)).toEqual(Object.keys(new AgentRegistry()));
    expect(registry).toBeInstanceOf(AgentRegistry);
    expect(leaks).toEqual([]);
  });

  it('throws at the line that stores, if told to, and reports each place once otherwise', async () => {
    const strict = guarded(true);
    await using scope = openScope(alice());
    for (let attempt = 0; attempt < 2; attempt++) {
      expect(() => { strict.registry.current = scope.context; }).toThrow(/^The singleton AgentRegistry keeps a user's object: AgentRegistry\.current is the UserExecutionContext of request/);
    }
    expect(strict.registry.current).toBeUndefined();
    const lenient = guarded();
    for (let attempt = 0; attempt < 3; attempt++) lenient.registry.log.push(scope.context);
    expect(lenient.leaks).toHaveLength(1);
  });
});
