import { describe, expect, it } from 'vitest';
import { perRequest } from '../../../src/runtime/index.js';
import { assertIsolated, IsolationError, type CanaryUser } from '../../../src/runtime/testing/index.js';
import { act, LEAK_SHAPES, SOUND_SHAPES, type Desk } from './leak-shapes.js';

/** `npm run soak:runtime` makes it forty; a few show here that it is no matter of luck. */
const TRIALS = 5;

async function leakOf(make: () => Desk): Promise<string> {
  try {
    await assertIsolated({ make, act });
    return 'isolated';
  } catch (error) {
    if (error instanceof IsolationError) return error.leak.kind;
    throw error;
  }
}

describe('assertIsolated()', () => {
  it.each(LEAK_SHAPES)('finds $name, every time', async ({ name, arrange }) => {
    for (let trial = 0; trial < TRIALS; trial++) {
      const make = arrange();
      expect(await leakOf(() => make(undefined as never))).toBe(name === 'retention' ? 'retention' : 'crossing');
    }
  });

  it.each(SOUND_SHAPES)('raises no alarm about $name', async ({ arrange }) => {
    for (let trial = 0; trial < TRIALS; trial++) {
      const make = arrange();
      expect(await leakOf(() => make(undefined as never))).toBe('isolated');
    }
  });

  it.each(LEAK_SHAPES)('raises no alarm about $name behind a per-request factory', async ({ arrange }) => {
    const createDesk = perRequest((userContext) => arrange()(userContext));
    await assertIsolated({ make: createDesk, act, positiveControl: arrange() });
  });

  it('random timing alone does not find the short-window race: the control for the schedules', async () => {
    const make = LEAK_SHAPES.find(({ name }) => name === 'a short-window race')?.arrange();
    let found = 0;
    for (let trial = 0; trial < 5; trial++) {
      // As tests of concurrency are often written: everybody sleeps a random while first.
      const users = Array.from({ length: 4 }, (_, index) => ({ name: `user${index}`, canary: `canary${index}` }) as CanaryUser);
      const answers = await Promise.all(users.map(async (user, index) => {
        await new Promise((resolve) => setTimeout(resolve, index * 3 + Math.random() * 2));
        return make?.(undefined as never).handle(user);
      }));
      found += answers.filter((answer, index) => !JSON.stringify(answer).includes(`canary${index}`)).length;
    }
    expect(found).toBe(0);
  });

  it('names both users, the value, the path and the schedule', async () => {
    const history: string[] = [];
    const error = await assertIsolated({ make: () => history, act: (seen, user) => { seen.push(user.canary); return { run: { history: [...seen] } }; } }).catch((reason: unknown) => reason as IsolationError);
    expect(error).toBeInstanceOf(IsolationError);
    expect((error as IsolationError).message).toMatch(/^Bob received data of Alice: result\.run\.history\[0\] is "<canary \d+\.0>" \(schedule sequence, round 1\)\.$/);
    expect((error as IsolationError).leak).toMatchObject({ kind: 'crossing', owner: 'Alice', receiver: 'Bob', path: 'result.run.history[0]' });
  });

  it.each<[string, (secret: string) => unknown]>([
    ['a Map', (secret) => new Map([['k', secret]])],
    ['a key of a Map', (secret) => new Map([[secret, 1]])],
    ['a Set', (secret) => new Set([[secret]])],
    ['a key', (secret) => ({ [secret]: 1 })],
    ['a buffer', (secret) => ({ body: Buffer.from(`..${secret}..`) })],
    ['a typed array', (secret) => new Uint8Array(Buffer.from(secret))],
    ['an error\'s message', (secret) => new Error(`no access for ${secret}`)],
    ['an error\'s cause', (secret) => new Error('failed', { cause: { secret } })],
    ['a symbol', (secret) => [Symbol(secret)]],
    ['a long text', (secret) => `${'x'.repeat(10_000)}${secret}`],
    ['a hidden property', (secret) => Object.defineProperty({}, 'secret', { value: secret })],
    ['a cyclic object', (secret) => { const node: Record<string, unknown> = { secret }; node['self'] = node; return { node }; }],
  ])('finds the data in %s', async (_what, wrap) => {
    let first: string | undefined;
    await expect(assertIsolated({ make: () => ({}), act: (_subject, user) => { first ??= user.canary; return [user.canary, wrap(first)]; } })).rejects.toThrow(IsolationError);
  });

  it('finds the data in what is thrown, and hands on an error that leaks nothing', async () => {
    let first: string | undefined;
    await expect(assertIsolated({ make: () => ({}), act: (_subject, user) => { first ??= user.canary; throw new Error(`locked by ${first}`); } })).rejects.toThrow(IsolationError);
    await expect(assertIsolated({ make: () => ({}), act: () => { throw new Error('model is loading'); } })).rejects.toMatchObject({ message: expect.stringContaining('act() failed for Alice') as string, cause: new Error('model is loading') });
  });

  it('says so when it could not have failed', async () => {
    await expect(assertIsolated({ make: () => ({}), act: () => 'ok' })).rejects.toThrow(/no result ever carried its own user's canary/);
    await expect(assertIsolated({ make: () => ({}), act: (_subject, user) => user.canary, positiveControl: () => ({}) })).rejects.toThrow(/the positive control did not leak, so this test cannot fail/);
    await expect(assertIsolated({ make: () => ({}), act: () => 'ok', users: 1 })).rejects.toThrow(/at least 2 users/);
  });

  it('can be told to leave retention to another test', async () => {
    const make = LEAK_SHAPES.find(({ name }) => name === 'retention')?.arrange();
    await expect(assertIsolated({ make: () => make?.(undefined as never), act: (desk, user) => desk?.handle(user), retention: false })).resolves.toBeUndefined();
  });
});
