import { AsyncLocalStorage } from 'node:async_hooks';
import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { currentScope, disposeShared, runInScope, shared } from '../../../src/runtime/index.js';
import { createTestUserContext } from '../../../src/runtime/testing/index.js';

const runningUser = (): string => {
  try {
    return currentScope().context.userId;
  } catch {
    return 'nobody';
  }
};

describe('shared()', () => {
  it('is built once, when first asked for', () => {
    let built = 0;
    const pool = shared(() => ({ number: (built += 1) }));
    expect(built).toBe(0);
    expect(pool()).toBe(pool());
    expect(built).toBe(1);
  });

  it('is built anew after a reset, which disposes what was there, once', async () => {
    const closed: number[] = [];
    let opened = 0;
    const pool = shared(() => ({ number: (opened += 1) }), { dispose: ({ number }) => closed.push(number) });
    pool.reset();
    expect(pool().number).toBe(1);
    pool.reset();
    expect(pool().number).toBe(2);
    await disposeShared();
    pool.reset();
    await new Promise((resolve) => setImmediate(resolve));
    expect(closed).toEqual([1, 2]);
  });

  it('is built outside every request, and so runs what it opens, for any storage', async () => {
    const tracing: AsyncLocalStorage<string> = new AsyncLocalStorage();
    const connection = shared(() => {
      const heard: string[] = [];
      const socket = new EventEmitter();
      // A socket's later events run in the context in which it was opened.
      const timer = setInterval(() => { heard.push(`${runningUser()} ${tracing.getStore() ?? 'no trace'}`); socket.emit('heard'); }, 1);
      socket.once('heard', () => { clearInterval(timer); });
      return { heard, socket };
    });
    await tracing.run('trace of alice', () => runInScope(createTestUserContext({ userId: 'alice' }), async () => {
      const { socket } = connection();
      await new Promise((resolve) => socket.once('heard', resolve));
    }));
    expect(connection().heard).toEqual(['nobody no trace']);
  });

  it('control: what is opened lazily without it runs as the first user for ever', async () => {
    let heard: string | undefined;
    await runInScope(createTestUserContext({ userId: 'alice' }), () => new Promise<void>((resolve) => setTimeout(() => { heard = runningUser(); resolve(); }, 1)));
    expect(heard).toBe('alice');
  });

  it('does not keep a failed build, asynchronous or not', async () => {
    let attempts = 0;
    const pool = shared(async () => { attempts += 1; await Promise.resolve(); if (attempts === 1) throw new Error('database is away'); return attempts; });
    await expect(pool()).rejects.toThrow('database is away');
    expect(await pool()).toBe(2);
    const registry = shared(() => { attempts += 1; if (attempts === 3) throw new Error('no configuration'); return attempts; });
    expect(() => registry()).toThrow('no configuration');
    expect(registry()).toBe(4);
  });

  it('is set once, at start-up, and not after it was read', () => {
    const settings = shared<{ model: string }>(() => { throw new Error('configure() was not called'); }, { name: 'settings' });
    expect(() => settings()).toThrow('configure() was not called');
    settings.set({ model: 'small' });
    expect(settings().model).toBe('small');
    expect(() => { settings.set({ model: 'large' }); }).toThrow(/^settings is already set or in use/);
  });

  it('names what needs itself', () => {
    const registry: () => object = shared(() => ({ self: registry() }), { name: 'registry' });
    expect(() => registry()).toThrow(/^registry\(\) was asked for while it was being built/);
  });

  it('is taken down last first, all of it whatever fails', async () => {
    const order: string[] = [];
    const first = shared(() => 'first', { dispose: (value) => order.push(value) });
    const second = shared(() => 'second', { dispose: () => { throw new Error('stuck'); } });
    const third = shared(async () => 'third', { dispose: (value) => order.push(value) });
    first(); second(); await third();
    await expect(disposeShared()).rejects.toMatchObject({ errors: [new Error('stuck')] });
    expect(order).toEqual(['third', 'first']);
    await disposeShared();
  });
});
