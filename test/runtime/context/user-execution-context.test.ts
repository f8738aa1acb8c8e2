import { inspect } from 'node:util';
import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contextFromRequest, createAgentInstanceFactory, runInScope, UserContextError, UserExecutionContext } from '../../../src/runtime/index.js';

const alice = { userId: 'alice', threadId: 'thread-1', runId: 'run-1' };

const codeOf = (action: () => unknown): string => {
  try {
    action();
    return 'no error';
  } catch (error) {
    return error instanceof UserContextError ? error.code : String(error);
  }
};

describe('UserExecutionContext', () => {
  it.each(['1', 'demo_acme', 'placeholder', 'auth0|5f7c', 'alice@example.org', 'Zoë', '李雷', 'user with spaces', 'x'.repeat(256), '🦊'])('accepts %s as an id', (userId) => {
    expect(UserExecutionContext.create({ ...alice, userId }).userId).toBe(userId);
  });

  it.each([
    ['an empty id', ''],
    ['a blank id', '   '],
    ['a newline', 'alice\nadmin'],
    ['a NUL', 'alice\0'],
    ['a delete character', 'alice\x7f'],
    ['a C1 control', 'alice\u0085'],
    ['a line separator', 'alice\u2028'],
    ['a mark that reorders text', 'alice\u202e'],
    ['an invisible space', 'ali\u200bce'],
    ['half a surrogate pair', 'alice\ud800'],
    ['257 characters', 'x'.repeat(257)],
    ['100 kB', 'x'.repeat(100_000)],
    ['a number', 7],
    ['nothing', undefined],
    ['a String object', Object('alice')],
  ])('refuses %s as an id and names the field', (_what, userId) => {
    expect(() => UserExecutionContext.create({ ...alice, userId: userId as string })).toThrow(/^UserExecutionContext: userId must/);
    expect(() => UserExecutionContext.create({ ...alice, runId: userId as string })).toThrow(/^UserExecutionContext: runId must/);
  });

  it('normalises, so that two spellings of one name are one user', () => {
    expect(UserExecutionContext.create({ ...alice, userId: 'Zoe\u0308' }).userId).toBe('Zo\u00eb');
  });

  it('cannot be changed', () => {
    const context = UserExecutionContext.create({ ...alice, metadata: { plan: { tier: 'free' } } });
    expect(() => Object.assign(context, { userId: 'bob' })).toThrow(TypeError);
    expect(() => Object.assign(context, { session: {} })).toThrow(TypeError);
    expect(() => Object.assign(context.metadata['plan'] as object, { tier: 'gold' })).toThrow(TypeError);
    expect(() => Object.assign(UserExecutionContext.prototype, { userId: 'bob' })).toThrow(TypeError);
    expect(Object.isFrozen(context)).toBe(true);
    expect(context.userId).toBe('alice');
  });

  it('is not changed through the object that its metadata came from', () => {
    const metadata = { plan: { tier: 'free' } };
    const context = UserExecutionContext.create({ ...alice, metadata });
    metadata.plan.tier = 'gold';
    expect(context.metadata).toEqual({ plan: { tier: 'free' } });
  });

  it('shows no metadata in logs', () => {
    const context = UserExecutionContext.create({ ...alice, requestId: 'request-1', metadata: { secret: 'hunter2' } });
    for (const shown of [JSON.stringify({ context }), inspect({ context }, { depth: 9 }), inspect(context, { showHidden: true })]) {
      expect(shown).toContain('alice');
      expect(shown).not.toContain('hunter2');
    }
    expect(context.toJSON()).toEqual({ ...alice, requestId: 'request-1', metadata: '[1 redacted]' });
  });

  it('has a child with the same ids and a request of its own, ten levels deep and no deeper', () => {
    const context = UserExecutionContext.create({ ...alice, metadata: { plan: 'free' } });
    const child = context.child('summarise');
    expect([child.userId, child.threadId, child.runId, child.parent, child.root, child.operation, child.depth]).toEqual(['alice', 'thread-1', 'run-1', context, context, 'summarise', 1]);
    expect(child.requestId).not.toBe(context.requestId);
    expect(child.metadata).toBe(context.metadata);
    let deepest = context;
    for (let level = 0; level < 10; level++) deepest = deepest.child('step');
    expect(() => deepest.child('step')).toThrow(/10 levels/);
  });

  it('has keys that are the same only for the same user, thread and run', () => {
    const part = fc.string({ minLength: 1, maxLength: 8, unit: fc.constantFrom('a', 'b', '_', '/', '%', ':', '|', '2', 'F') });
    const keyOf = ([component, userId, threadId, runId]: [string, string, string, string]): string => UserExecutionContext.create({ userId, threadId, runId }).key(component);
    const tuple = fc.tuple(part, part, part, part);
    fc.assert(fc.property(tuple, tuple, (left, right) => (keyOf(left) === keyOf(right)) === (left.join('\0') === right.join('\0'))), { numRuns: 2000 });
    expect(UserExecutionContext.create({ userId: 'a_b', threadId: 'c', runId: 'r' }).key('cache')).not.toBe(UserExecutionContext.create({ userId: 'a', threadId: 'b_c', runId: 'r' }).key('cache'));
  });

  it('tells a user from a system job of the same name, in keys too', () => {
    const job = UserExecutionContext.system('nightly billing');
    const user = UserExecutionContext.create({ userId: job.userId, threadId: job.threadId, runId: job.runId });
    expect([job.isSystem, user.isSystem, job.child('step').isSystem]).toEqual([true, false, true]);
    expect(job.key('cache')).not.toBe(user.key('cache'));
    expect(codeOf(() => UserExecutionContext.system(''))).toBe('ERR_INVALID_ID');
  });

  it('is made only by the library: no constructor, subclass, look-alike, clone, proxy or prototype trick', () => {
    const real = UserExecutionContext.create(alice);
    const Constructor = UserExecutionContext as unknown as new (...parameters: unknown[]) => UserExecutionContext;
    class Sub extends Constructor {}
    expect(codeOf(() => new Constructor('x', 'alice', 't', 'r'))).toBe('ERR_INVALID_ARGUMENT');
    expect(codeOf(() => new Sub(undefined))).toBe('ERR_INVALID_ARGUMENT');
    expect(codeOf(() => Reflect.construct(Constructor, [Symbol('made by the library'), 'a', 'b', 'c']))).toBe('ERR_INVALID_ARGUMENT');
    const impostors = [{ ...alice }, { ...real.toJSON() }, structuredClone(real), Object.create(UserExecutionContext.prototype), Object.create(real), new Proxy(real, {}), Object.setPrototypeOf({ ...alice }, UserExecutionContext.prototype), JSON.parse(JSON.stringify(real)), 'alice', 7, [], () => real];
    for (const impostor of impostors) {
      expect(UserExecutionContext.is(impostor)).toBe(false);
      expect(codeOf(() => createAgentInstanceFactory(impostor as UserExecutionContext))).toBe('ERR_NOT_A_USER_CONTEXT');
      expect(codeOf(() => runInScope(impostor as UserExecutionContext, () => 'ran'))).toBe('ERR_NOT_A_USER_CONTEXT');
    }
  });

  it('crosses to a worker thread as data, and is refused there as an object', async () => {
    const context = UserExecutionContext.create({ ...alice, metadata: { plan: 'free' } });
    // The worker says what came across; this side then makes a context of it, as a worker would.
    const worker = new Worker('const { workerData, parentPort } = require("node:worker_threads"); parentPort.postMessage(workerData);', { eval: true, workerData: { context, data: context.toData() } });
    const there = await new Promise<{ context: unknown; data: ReturnType<UserExecutionContext['toData']> }>((resolve) => worker.once('message', resolve));
    await worker.terminate();
    expect(codeOf(() => createAgentInstanceFactory(there.context as UserExecutionContext))).toBe('ERR_NOT_A_USER_CONTEXT');
    expect(UserExecutionContext.create(there.data).toData()).toEqual(context.toData());
  });

  it('comes from a request by a resolver, under both names', async () => {
    const request = { session: { user: 'alice' } };
    const resolve = (from: typeof request): typeof alice => ({ ...alice, userId: from.session.user });
    expect(UserExecutionContext.fromRequest(request, resolve).userId).toBe('alice');
    expect(contextFromRequest(request).userId).toBe('alice');
    const later = await UserExecutionContext.fromRequestSupervisor({ ...request }, async (from) => resolve(from));
    expect(later.userId).toBe('alice');
    expect(codeOf(() => UserExecutionContext.fromRequest(request, undefined as never))).toBe('ERR_INVALID_ARGUMENT');
    await expect(UserExecutionContext.fromRequest(request, async () => null)).rejects.toThrow(/named no user/);
  });

  it.each([undefined, null, 'alice', 7])('says what create() needs when it is given %s', (init) => {
    expect(codeOf(() => UserExecutionContext.create(init as never))).toBe('ERR_INVALID_ARGUMENT');
  });

  it('refuses a signal that is none', () => {
    expect(codeOf(() => UserExecutionContext.create({ ...alice, signal: {} as AbortSignal }))).toBe('ERR_INVALID_ARGUMENT');
  });
});
