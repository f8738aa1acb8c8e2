import { describe, expect, it } from 'vitest';
import type { UserContextError} from '../../../src/runtime/index.js';
import { bind, currentScope, openScope, perRequest, runInScope, setLogger, UserExecutionContext, type Scope } from '../../../src/runtime/index.js';

const contextOf = (userId: string): UserExecutionContext => UserExecutionContext.create({ userId, threadId: 't', runId: 'r' });
const pause = (milliseconds = 1): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
const running = (): string => currentScope().context.userId;

describe('runInScope()', () => {
  it('returns what synchronous work returns, and closes at once', () => {
    let scope: Scope | undefined;
    expect(runInScope(contextOf('alice'), (opened) => { scope = opened; return running(); })).toBe('alice');
    expect(scope?.closed).toBe(true);
  });

  it('keeps the scope over awaits, timers and nested work of other users', async () => {
    const seen = await runInScope(contextOf('alice'), async () => {
      const before = running();
      await pause();
      const inner = await runInScope(contextOf('bob'), async () => { await pause(); return running(); });
      return [before, inner, running()];
    });
    expect(seen).toEqual(['alice', 'bob', 'alice']);
    expect(() => running()).toThrow(/outside any request scope/);
  });

  it('joins the open scope of the same context, and the last one out closes it', async () => {
    const alice = contextOf('alice');
    const closed: string[] = [];
    const notebook = perRequest(() => ({}), { dispose: () => closed.push('closed') });
    await Promise.all([
      runInScope(alice, async () => { const mine = notebook(alice); await pause(2); expect(notebook(alice)).toBe(mine); }),
      runInScope(alice, async () => { const mine = notebook(alice); await pause(10); expect(closed).toEqual([]); expect(notebook(alice)).toBe(mine); }),
    ]);
    expect(closed).toEqual(['closed']);
  });

  it('reports the work\'s error first and the disposers\' after it', async () => {
    const work = (scope: Scope): never => {
      scope.defer(() => { throw new Error('disk full'); });
      throw new Error('the agent failed');
    };
    const errors = ['the agent failed', 'disk full'];
    expect(() => runInScope(contextOf('alice'), work)).toThrow(expect.objectContaining({ errors: errors.map((message) => new Error(message)) }));
    await expect(runInScope(contextOf('alice'), async (scope) => { await pause(); work(scope); })).rejects.toMatchObject({ errors: errors.map((message) => new Error(message)) });
    expect(() => runInScope(contextOf('alice'), (scope) => { scope.defer(() => { throw new Error('disk full'); }); })).toThrow(AggregateError);
  });

  it('tells the logger when a slow disposer of synchronous work fails', async () => {
    const told: unknown[] = [];
    setLogger({ warn: () => {}, error: (_message, details) => told.push(details?.['error']) });
    runInScope(contextOf('alice'), (scope) => { scope.defer(async () => { await pause(); throw new Error('disk full'); }); });
    await pause(10);
    setLogger(undefined);
    expect(told).toEqual([expect.any(AggregateError)]);
  });

  it('runs each step of a generator in the scope, which ends with it', () => {
    const alice = contextOf('alice');
    const closed: string[] = [];
    const notebook = perRequest(() => ({}), { dispose: () => closed.push('closed') });
    const steps = runInScope(alice, function* () { notebook(alice); yield running(); yield running(); });
    expect(steps.next().value).toBe('alice');
    expect(runInScope(contextOf('bob'), () => steps.next().value), 'asked for by bob, it still runs as alice').toBe('alice');
    expect(closed).toEqual([]);
    expect(steps.next().done).toBe(true);
    expect(closed).toEqual(['closed']);
  });

  it('ends the scope of an asynchronous generator that is left early or fails', async () => {
    const closed: string[] = [];
    const notebook = perRequest((context) => context.userId, { dispose: (owner) => closed.push(owner) });
    const stream = (user: string, fails: boolean): AsyncGenerator<string> => {
      const context = contextOf(user);
      return runInScope(context, async function* () {
        notebook(context);
        for (;;) {
          await pause();
          yield running();
          if (fails) throw new Error('the agent failed');
        }
      });
    };
    for await (const user of stream('alice', false)) {
      expect(user).toBe('alice');
      break;
    }
    expect(closed).toEqual(['alice']);
    await expect((async () => { for await (const user of stream('bob', true)) expect(user).toBe('bob'); })()).rejects.toThrow('the agent failed');
    expect(closed).toEqual(['alice', 'bob']);
  });

  it('leaves a value that is merely iterable alone', () => {
    const list = ['a'];
    expect(runInScope(contextOf('alice'), () => list)).toBe(list);
  });
});

describe('openScope()', () => {
  it('closes with await using, and refuses to open twice', async () => {
    const alice = contextOf('alice');
    {
      await using scope = openScope(alice, { place: 'a test' });
      expect(scope.run(running)).toBe('alice');
      expect(() => openScope(alice)).toThrow(/already has an open scope \(opened at a test\)/);
    }
    await using again = openScope(alice);
    expect(again.closed).toBe(false);
  });

  it('disposes last in, first out, whatever each disposer does, and once', async () => {
    const order: string[] = [];
    const alice = contextOf('alice');
    const scope = openScope(alice);
    const pool = perRequest(() => ({ async [Symbol.asyncDispose]() { await pause(); order.push('pool'); } }), { name: 'pool' });
    const agent = perRequest((context) => { pool(context); return { [Symbol.dispose]() { order.push('agent'); throw new Error('agent stuck'); } }; }, { name: 'agent' });
    const engine = perRequest(async (context) => { agent(context); await pause(); return { stop: () => order.push('engine') }; }, { name: 'engine', dispose: (made) => made.stop() });
    await engine(alice);
    scope.defer(async () => { await pause(); order.push('deferred'); throw new Error('audit log full'); });
    const closings = [scope.close(), scope.close(), scope[Symbol.asyncDispose]()];
    const outcomes = await Promise.allSettled(closings);
    expect(order).toEqual(['deferred', 'engine', 'agent', 'pool']);
    expect(outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason instanceof AggregateError && outcome.reason.errors.map(String))).toEqual(Array.from({ length: 3 }, () => ['Error: audit log full', 'Error: agent stuck']));
    await scope.close()?.catch(() => {});
    expect(order).toHaveLength(4);
    expect(alice.audit().map(({ event, name }) => `${event} ${name ?? ''}`.trim()).slice(1)).toEqual([
      'created pool', 'created agent', 'created engine', 'created defer',
      'failed defer', 'disposed engine', 'failed agent', 'disposed pool', 'closed',
    ]);
  });

  it('takes a synchronous closing twice for one', () => {
    let times = 0;
    const scope = openScope(contextOf('alice'));
    scope.defer(() => { times += 1; });
    void scope.close();
    void scope.close();
    expect(times).toBe(1);
  });

  it('takes over what was created before it was opened', async () => {
    const alice = contextOf('alice');
    const closed: string[] = [];
    const notebook = perRequest(() => ({}), { dispose: () => closed.push('closed') });
    const early = notebook(alice);
    await using scope = openScope(alice);
    expect(notebook(alice)).toBe(early);
    await scope.close();
    expect(closed).toEqual(['closed']);
  });

  it('takes a child\'s instances down with the parent\'s', async () => {
    const alice = contextOf('alice');
    const closed: string[] = [];
    const notebook = perRequest((context) => ({ of: context.operation ?? 'request' }), { dispose: ({ of }) => closed.push(of) });
    await runInScope(alice, async () => {
      const child = alice.child('summarise');
      expect(notebook(child)).not.toBe(notebook(alice));
      expect(notebook(child)).toBe(notebook(child));
    });
    expect(closed.toSorted()).toEqual(['request', 'summarise']);
    expect(() => notebook(alice.child('late'))).toThrow(/scope.*is closed/);
  });
});

describe('after its scope', () => {
  it('nothing can be created, run, deferred or read', async () => {
    const alice = contextOf('alice');
    const notebook = perRequest(() => ({}), { name: 'createNotebook' });
    let late: Promise<unknown>[] = [];
    let bound = (): unknown => undefined;
    const scope = runInScope(alice, (opened) => {
      notebook(alice);
      bound = bind(() => running());
      late = [async () => running(), async () => notebook.current(), async () => notebook(alice)].map(async (attempt) => { await pause(5); return attempt(); });
      return opened;
    });
    expect((await Promise.allSettled(late)).map((outcome) => outcome.status === 'rejected' && (outcome.reason as UserContextError).code)).toEqual(['ERR_SCOPE_CLOSED', 'ERR_SCOPE_CLOSED', 'ERR_SCOPE_CLOSED']);
    for (const attempt of [() => notebook(alice), () => scope.context, () => { scope.defer(() => {}); }, () => scope.run(() => 'ran'), bound]) {
      expect(attempt).toThrow(/scope.*is closed/);
    }
  });

  it('a disposer can still use what has not been taken down, and create nothing', async () => {
    const alice = contextOf('alice');
    const log: string[] = [];
    const pool = perRequest(() => ({ query: () => log.push('query') }), { name: 'pool' });
    const other = perRequest(() => ({}), { name: 'other' });
    await runInScope(alice, async (scope) => {
      pool(alice);
      scope.defer(() => { pool(alice).query(); expect(() => other(alice)).toThrow(/closed/); });
    });
    expect(log).toEqual(['query']);
  });
});

describe('bind()', () => {
  it('ties a callback to the scope in which it was bound', () => {
    let callback = (greeting: string): string => greeting;
    runInScope(contextOf('alice'), (scope) => {
      callback = bind(function (this: { mark: string }, greeting: string) { return `${greeting} ${running()}${this.mark}`; }) as typeof callback;
      expect(runInScope(contextOf('bob'), () => callback.call({ mark: '!' }, 'hello'))).toBe('hello alice!');
      return scope.closed;
    });
    expect(() => bind(() => {})).toThrow(/outside any request scope/);
  });
});
