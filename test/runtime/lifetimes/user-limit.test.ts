import { describe, expect, it } from 'vitest';
import { runInScope, userLimit } from '../../../src/runtime/index.js';
import { createTestUserContext } from '../../../src/runtime/testing/index.js';

const of = (userId: string, signal?: AbortSignal): ReturnType<typeof createTestUserContext> => createTestUserContext({ userId, signal });
const pause = (milliseconds = 1): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('userLimit()', () => {
  it('holds over the requests of one user, and leaves others alone', async () => {
    const limit = userLimit(2);
    const now: Map<string, number> = new Map();
    const most: Map<string, number> = new Map();
    const work = async (user: string): Promise<void> => {
      now.set(user, (now.get(user) ?? 0) + 1);
      most.set(user, Math.max(most.get(user) ?? 0, now.get(user) ?? 0));
      await pause();
      now.set(user, (now.get(user) ?? 0) - 1);
    };
    const requests = Array.from({ length: 20 }, (_, index) => ['alice', 'bob', 'alice'][index % 3] ?? '');
    await Promise.all(requests.map((user) => limit.run(of(user), () => work(user))));
    expect([...most]).toEqual([['alice', 2], ['bob', 2]]);
    expect([limit.active(of('alice')), limit.waiting(of('alice'))]).toEqual([0, 0]);
  });

  it('serves those who wait in order, gives a place back once, and also after a failure', async () => {
    const limit = userLimit(1);
    const order: number[] = [];
    const first = await limit.acquire(of('alice'));
    const waiting = [1, 2, 3].map((number) => limit.run(of('alice'), () => { order.push(number); if (number === 2) throw new Error('agent failed'); }));
    expect([limit.tryAcquire(of('alice')), limit.waiting(of('alice'))]).toEqual([undefined, 3]);
    first();
    first();
    expect((await Promise.allSettled(waiting)).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect([order, limit.active(of('alice'))]).toEqual([[1, 2, 3], 0]);
  });

  it('stops waiting when the context\'s signal aborts', async () => {
    const limit = userLimit(1);
    using place = await limit.acquire(of('alice'));
    const abort = new AbortController();
    const waiting = limit.run(of('alice', abort.signal), () => 'ran');
    abort.abort(new Error('client went away'));
    await expect(waiting).rejects.toThrow('client went away');
    await expect(limit.acquire(of('alice', abort.signal))).rejects.toThrow('client went away');
    expect(limit.waiting(of('alice'))).toBe(0);
    place();
    await expect(limit.run(of('alice'), () => 'ran')).resolves.toBe('ran');
  });

  it('refuses when too many wait, and names the user', async () => {
    const limit = userLimit(1, { maxWaiting: 1, name: 'runs' });
    const place = await limit.acquire(of('alice'));
    const waiting = limit.acquire(of('alice'));
    await expect(limit.acquire(of('alice'))).rejects.toThrow('runs: user "alice" has 1 under way and 1 waiting');
    place();
    (await waiting)();
  });

  it('does not start work whose request ended while it waited', async () => {
    const limit = userLimit(1);
    const place = await limit.acquire(of('alice'));
    let ran = false;
    const alice = of('alice');
    const waiting = runInScope(alice, () => ({ outcome: limit.run(alice, () => { ran = true; }).catch((error: unknown) => (error as Error).message) }));
    place();
    expect(await waiting.outcome).toMatch(/scope.*is closed/);
    expect([ran, limit.active(alice)]).toEqual([false, 0]);
  });

  it('takes no other key than a context', async () => {
    await expect(userLimit(1).acquire('alice' as never)).rejects.toThrow(/needs a UserExecutionContext/);
    expect(() => userLimit(0)).toThrow(/must be at least 1/);
  });
});
