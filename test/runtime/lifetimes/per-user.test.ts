import { describe, expect, it, vi } from 'vitest';
import { currentScope, perUser, runInScope, setLogger, UserExecutionContext, type PerUserOptions } from '../../../src/runtime/index.js';
import { createTestUserContext } from '../../../src/runtime/testing/index.js';

const of = (userId: string): UserExecutionContext => createTestUserContext({ userId });

describe('perUser()', () => {
  it('is one for each user, over requests, threads and children', () => {
    const quota = perUser(() => ({ left: 3 }));
    quota(of('alice')).left -= 1;
    quota(of('alice').child('step')).left -= 1;
    expect([quota(of('alice')).left, quota(of('bob')).left, quota.size]).toEqual([1, 3, 2]);
  });

  it('is never one user\'s for a system job of that name', () => {
    const quota = perUser((userId) => ({ userId }));
    expect(quota(UserExecutionContext.system('billing'))).not.toBe(quota(of('system')));
    expect(quota(UserExecutionContext.system('billing'))).toBe(quota(UserExecutionContext.system('billing')));
  });

  it('takes its key from a context alone: a constant string makes no singleton', () => {
    const quota = perUser(() => ({}), { name: 'quota' });
    expect(() => quota('default' as never)).toThrow(/^quota\(\) needs a UserExecutionContext, not a string/);
    expect(() => quota(undefined as never)).toThrow(/^quota\(\) was called without a user context/);
    expect(quota.size).toBe(0);
  });

  it('is built outside the request of whoever is first', () => {
    const quota = perUser(() => { try { return currentScope().context.userId; } catch { return 'nobody'; } });
    expect(runInScope(of('alice'), (scope) => quota(scope.context))).toBe('nobody');
  });

  it('drops the longest unused beyond max, disposing it, but not a busy one', async () => {
    const dropped: string[] = [];
    const quota = perUser((userId) => ({ userId, busy: userId === 'alice' }), { max: 2, busy: ({ busy }) => busy, dispose: ({ userId }) => dropped.push(userId) });
    for (const user of ['alice', 'bob', 'carol', 'dave', 'carol', 'erin']) quota(of(user));
    await new Promise((resolve) => setImmediate(resolve));
    expect([dropped, quota.size]).toEqual([['bob', 'carol', 'dave', 'carol'], 2]);
    expect(quota(of('alice')).busy).toBe(true);
  });

  it('drops whoever has not been seen for ttlMs, by a timer that keeps no process alive', () => {
    vi.useFakeTimers();
    try {
      const quota = perUser((userId) => ({ userId }), { ttlMs: 1000 });
      const first = quota(of('alice'));
      vi.advanceTimersByTime(600);
      expect(quota(of('alice'))).toBe(first);
      quota(of('bob'));
      vi.advanceTimersByTime(5000);
      expect(quota.size).toBe(0);
      expect(quota(of('alice'))).not.toBe(first);
    } finally {
      vi.useRealTimers();
    }
  });

  it('builds once for concurrent callers, and does not keep a failed build', async () => {
    let builds = 0;
    const profile = perUser(async () => { builds += 1; await Promise.resolve(); if (builds === 1) throw new Error('database is away'); return builds; });
    expect((await Promise.allSettled([profile(of('alice')), profile(of('alice'))])).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await profile(of('alice'))).toBe(2);
  });

  it('forgets a user on request, and says to the logger what could not be disposed', async () => {
    const told: string[] = [];
    setLogger({ warn: () => {}, error: (message) => told.push(message) });
    const quota = perUser(() => ({}), { name: 'quota', dispose: () => { throw new Error('disk full'); } });
    quota(of('alice'));
    expect([quota.forget(of('alice')), quota.forget(of('alice')), quota.size]).toEqual([true, false, 0]);
    await new Promise((resolve) => setImmediate(resolve));
    setLogger(undefined);
    expect(told).toEqual(['A value of quota could not be disposed.']);
  });

  it('warns once when it drops users by a bound that nobody has set', async () => {
    const warned: string[] = [];
    const note = ({ message, name }: Error): void => { if (name === 'Warning') warned.push(message); };
    process.on('warning', note);
    const drop = (options: PerUserOptions<object>): void => {
      const quota = perUser(() => ({}), { name: 'quota', ...options });
      for (let user = 0; user < 10_002; user++) quota(of(`user ${String(user)}`));
    };
    for (const options of [{ max: 10_000 }, { max: Infinity }, { busy: () => false }, {}]) drop(options);
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', note);
    expect(warned).toEqual([expect.stringMatching(/^quota remembers 10000 users and now drops the longest unused\. Say with max/)]);
  });

  it('drops everybody at a reset', () => {
    const dropped: number[] = [];
    const quota = perUser(() => ({ left: 3 }), { dispose: ({ left }) => dropped.push(left) });
    quota(of('alice')).left = 1;
    quota(of('bob'));
    quota.reset();
    expect([quota.size, quota(of('alice')).left]).toEqual([0, 3]);
  });

  it.each([{ max: 0 }, { max: Number.NaN }, { ttlMs: -1 }])('refuses %j', (options) => {
    expect(() => perUser(() => ({}), { name: 'quota', ...options })).toThrow(/^quota: \w+ must be a positive number/);
  });
});
