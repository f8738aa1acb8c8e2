import { describe, expect, it } from 'vitest';
import { createTestUserContext } from '../../../src/runtime/testing/index.js';
import { currentScope, perRequest, runInScope, type UserExecutionContext } from '../../../src/runtime/index.js';

const pause = (milliseconds = 1): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('perRequest()', () => {
  it('gives the same context the same instance and another context another one', () => {
    const createEngine = perRequest((userContext) => ({ of: userContext.userId }));
    const [alice, bob] = [createTestUserContext({ userId: 'alice' }), createTestUserContext({ userId: 'bob' })];
    expect(createEngine(alice)).toBe(createEngine(alice));
    expect(createEngine(bob)).not.toBe(createEngine(alice));
    expect(createEngine(alice.child('step'))).not.toBe(createEngine(alice));
    expect([createEngine(alice).of, createEngine(bob).of]).toEqual(['alice', 'bob']);
    expect([createEngine.owns(alice, createEngine(alice)), createEngine.owns(bob, createEngine(alice))]).toEqual([true, false]);
  });

  it('gives two requests of one user two instances', () => {
    const createEngine = perRequest(() => ({}));
    const ids = { userId: 'alice', threadId: 't', runId: 'r', requestId: 'same' };
    expect(createEngine(createTestUserContext(ids))).not.toBe(createEngine(createTestUserContext(ids)));
  });

  it.each([undefined, null])('gives nobody anything: %s is refused by name, with the remedy', (nothing) => {
    let made = 0;
    const createEngine = perRequest(() => (made += 1), { name: 'createEngine' });
    expect(() => createEngine(nothing as never)).toThrow(/^createEngine\(\) was called without a user context\. Pass the request's: createEngine\(userContext\)/);
    expect(() => createEngine(nothing as never)).toThrow(TypeError);
    expect(() => createEngine.current()).toThrow(/^createEngine\.current\(\) was called outside any request scope/);
    expect(made).toBe(0);
  });

  it('builds once for concurrent callers', async () => {
    let builds = 0;
    const createEngine = perRequest(async () => { builds += 1; await pause(); return {}; });
    const alice = createTestUserContext();
    const engines = await Promise.all([createEngine(alice), createEngine(alice), pause().then(() => createEngine(alice))]);
    expect([builds, new Set(engines).size]).toEqual([1, 1]);
  });

  it('does not keep a failed build, asynchronous or not', async () => {
    let attempts = 0;
    const flaky = perRequest(async () => { attempts += 1; await pause(); if (attempts === 1) throw new Error('model is loading'); return 'engine'; });
    const sync = perRequest(() => { attempts += 1; if (attempts < 4) throw new Error('model is loading'); return 'engine'; });
    const alice = createTestUserContext();
    expect((await Promise.allSettled([flaky(alice), flaky(alice)])).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(flaky(alice)).resolves.toBe('engine');
    expect(() => sync(alice)).toThrow('model is loading');
    expect(sync(alice)).toBe('engine');
  });

  it('closes cleanly when a build fails meanwhile, or ends only after the closing began', async () => {
    const disposed: string[] = [];
    const failing = perRequest(async () => { await pause(5); throw new Error('model is loading'); });
    const slow = perRequest(async () => { await pause(5); return 'engine'; }, { dispose: (engine) => disposed.push(engine) });
    const alice = createTestUserContext();
    const outcomes = await runInScope(alice, () => [failing(alice), slow(alice)].map(async (build) => build.catch((error: unknown) => (error as Error).message)));
    expect(await Promise.all(outcomes)).toEqual(['model is loading', 'engine']);
    expect(disposed).toEqual(['engine']);
  });

  it('names a factory that needs itself', () => {
    const createEngine: (userContext: UserExecutionContext) => object = perRequest((userContext) => ({ agents: createAgents(userContext) }), { name: 'createEngine' });
    const createAgents = perRequest((userContext) => ({ engine: createEngine(userContext) }), { name: 'createAgents' });
    expect(() => createEngine(createTestUserContext())).toThrow(/^createEngine\(\) was asked for again while it was being created/);
  });

  it('makes a new one at every call with memo none, disposes each, and holds none that needs no disposal', async () => {
    const disposed: number[] = [];
    let made = 0;
    const createRun = perRequest(() => ({ number: (made += 1) }), { memo: 'none', dispose: ({ number }) => disposed.push(number) });
    const createPlain = perRequest(() => ({}), { memo: 'none' });
    const alice = createTestUserContext();
    await runInScope(alice, async () => {
      expect([createRun(alice).number, createRun(alice).number]).toEqual([1, 2]);
      createPlain(alice);
    });
    expect(disposed).toEqual([2, 1]);
    expect(alice.audit().filter(({ event }) => event === 'created')).toHaveLength(2);
  });

  it('makes it as its own user, even when called while another user\'s scope is running', () => {
    const createEngine = perRequest(() => currentScope().context.userId);
    const [alice, bob] = [createTestUserContext({ userId: 'alice' }), createTestUserContext({ userId: 'bob' })];
    expect(runInScope(alice, () => createEngine(bob))).toBe('bob');
  });

  it('leaves an instance alone that it is told not to dispose', () => {
    let disposed = 0;
    const pool = { [Symbol.dispose]: () => (disposed += 1) };
    const createPool = perRequest(() => pool, { dispose: false });
    const alice = createTestUserContext();
    runInScope(alice, () => createPool(alice));
    expect(disposed).toBe(0);
  });

  it('finds the right one among hundreds of factories', () => {
    const factories = Array.from({ length: 300 }, (_, index) => perRequest(() => ({ index })));
    const alice = createTestUserContext();
    const first = factories.map((create) => create(alice));
    expect(first.map(({ index }) => index)).toEqual(first.map((_, index) => index));
    expect(factories.map((create) => create(alice))).toEqual(first);
    expect(factories.every((create, index) => create(alice) === first[index])).toBe(true);
  });
});
