// One measurement, in a process of its own: `node runtime-case.mjs <case>` prints nanoseconds per
// operation as JSON. It is plain JavaScript because every version of Node runs it as it is.
import { AsyncLocalStorage } from 'node:async_hooks';
import { assertOwner, createAgentInstanceFactory, legacyGetter, openScope, perRequest, runInScope, UserExecutionContext } from '@unsingleton/runtime';

const init = { userId: 'user-1234', threadId: 'thread-12', runId: 'run-99' };

/**
 * What is created for each request, by everyone alike. It is the story's factory: its agents and runs,
 * its listeners and its counts. Made bare, it costs 50 to 70 ns, as that of the bar did.
 */
class Factory {
  agents = new Map();
  runs = new Map();
  listeners = new Set();
  counts = { created: 0, failed: 0 };
  constructor(userContext) {
    this.userContext = userContext;
  }
}

let sink;
const createFactory = perRequest((userContext) => new Factory(userContext), { name: 'createFactory', dispose: false });

/** Each returns the operation to be timed. The same work for every peer: a scope, the factory in it, the end of the scope. */
const cases = {
  'bare new': () => {
    const userContext = UserExecutionContext.create(init);
    return () => { sink = new Factory(userContext); };
  },
  'AsyncLocalStorage run + getStore': () => {
    const storage = new AsyncLocalStorage();
    const userContext = UserExecutionContext.create(init);
    const work = () => { sink = new Factory(storage.getStore()); };
    return () => { storage.run(userContext, work); };
  },
  'unsingleton: scope of an existing context': () => {
    const userContext = UserExecutionContext.create(init);
    const work = () => { sink = createFactory(userContext); };
    return () => { runInScope(userContext, work); };
  },
  'unsingleton: context created and validated, and scope': () => () => {
    const userContext = UserExecutionContext.create(init);
    runInScope(userContext, () => { sink = createFactory(userContext); });
  },
  'unsingleton: memoised hit': () => {
    const userContext = UserExecutionContext.create(init);
    return () => { sink = createFactory(userContext); };
  },
  'unsingleton: owner check': () => {
    const userContext = UserExecutionContext.create(init);
    // In turns the context itself and children of it, so that nothing can be decided once for all calls.
    const used = [userContext, userContext.child('plan'), userContext, userContext.child('summarise').child('quote')];
    let turn = 0;
    return () => { assertOwner(userContext, used[turn++ & 3], 'The factory'); };
  },
  'unsingleton: the agent server\'s own factory': () => () => {
    const userContext = UserExecutionContext.create(init);
    runInScope(userContext, () => { sink = createAgentInstanceFactory(userContext); });
  },
  'unsingleton: stamped legacy call': () => {
    process.removeAllListeners('warning');
    const factory = new Factory(UserExecutionContext.create(init));
    const getFactory = legacyGetter({ name: 'getFactory', code: 'USG0009', replacement: 'createFactory(userContext)', instance: () => factory });
    return () => { sink = getFactory('src/runs.ts:12'); };
  },
  'nestjs-cls: run + set + get': async () => {
    const { ClsServiceManager } = await import('nestjs-cls');
    const cls = ClsServiceManager.getClsService();
    const userContext = UserExecutionContext.create(init);
    const work = () => { cls.set('factory', new Factory(userContext)); sink = cls.get('factory'); };
    return () => { cls.run(work); };
  },
  'awilix: scope': async () => {
    const { asClass, asValue, createContainer } = await import('awilix');
    const container = createContainer({ injectionMode: 'CLASSIC' });
    container.register({ factory: asClass(Factory).scoped() });
    const userContext = UserExecutionContext.create(init);
    return () => {
      const scope = container.createScope();
      scope.register({ userContext: asValue(userContext) });
      sink = scope.resolve('factory');
      void scope.dispose();
    };
  },
  'tsyringe: child container': async () => {
    await import('reflect-metadata');
    const { container, Lifecycle } = await import('tsyringe');
    container.register('factory', { useFactory: (scope) => new Factory(scope.resolve('userContext')) }, { lifecycle: Lifecycle.Transient });
    const userContext = UserExecutionContext.create(init);
    return () => {
      const scope = container.createChildContainer();
      scope.registerInstance('userContext', userContext);
      sink = scope.resolve('factory');
      void scope.dispose();
    };
  },
  'inversify: request scope': async () => {
    await import('reflect-metadata');
    const { Container } = await import('inversify');
    const container = new Container();
    const userContext = UserExecutionContext.create(init);
    container.bind('factory').toDynamicValue(() => new Factory(userContext)).inRequestScope();
    return () => { sink = container.get('factory'); };
  },
  'inversify: child container': async () => {
    await import('reflect-metadata');
    const { Container } = await import('inversify');
    const container = new Container();
    container.bind('factory').toDynamicValue((context) => new Factory(context.get('userContext'))).inTransientScope();
    const userContext = UserExecutionContext.create(init);
    return () => {
      const child = new Container({ parent: container });
      child.bind('userContext').toConstantValue(userContext);
      child.bind('factory').toDynamicValue((context) => new Factory(context.get('userContext'))).inSingletonScope();
      sink = child.get('factory');
      void child.unbindAll();
    };
  },
  'typed-inject: provideValue + injectClass': async () => {
    const { createInjector } = await import('typed-inject');
    class Injected extends Factory {}
    Injected.inject = ['userContext'];
    const userContext = UserExecutionContext.create(init);
    const root = createInjector();
    return () => { sink = root.provideValue('userContext', userContext).injectClass(Injected); };
  },
};

const [, , name, budget = '1000'] = process.argv;
if (name === 'names') console.log(JSON.stringify(Object.keys(cases)));
else if (name === 'bytes') console.log(JSON.stringify(bytesPerScope()));
else console.log(JSON.stringify(await time(cases[name], Number(budget))));

/**
 * Warm-up, then many samples of about half a millisecond: on a machine that others use too, some of
 * them are undisturbed. The fiftieth part from below is what the operation costs; the median shows the rest.
 */
async function time(prepare, milliseconds) {
  const operation = await prepare();
  const warmUntil = performance.now() + milliseconds / 3;
  let rounds = 0;
  while (performance.now() < warmUntil) for (let index = 0; index < 100; index++, rounds++) operation();
  const perSample = Math.max(10, Math.round((rounds / (milliseconds / 3)) / 2));
  const samples = [];
  const until = performance.now() + (milliseconds * 2) / 3;
  while (performance.now() < until) {
    const started = process.hrtime.bigint();
    for (let index = 0; index < perSample; index++) operation();
    samples.push(Number(process.hrtime.bigint() - started) / perSample);
  }
  samples.sort((left, right) => left - right);
  return { low: samples[Math.floor(samples.length / 50)], median: samples[samples.length >> 1], used: sink !== undefined || name.includes('owner') };
}

/** Heap bytes of a context, of a scope with one entry, and of both with an instance of one field. */
function bytesPerScope() {
  const COUNT = 100_000;
  const createTiny = perRequest((userContext) => ({ userContext }), { dispose: false });
  const measure = (make) => {
    const held = new Array(COUNT);
    globalThis.gc();
    const before = process.memoryUsage().heapUsed;
    for (let index = 0; index < COUNT; index++) held[index] = make();
    globalThis.gc();
    return (process.memoryUsage().heapUsed - before) / held.length;
  };
  const context = () => UserExecutionContext.create(init);
  const scope = () => {
    const userContext = context();
    const opened = openScope(userContext);
    createTiny(userContext);
    return opened;
  };
  measure(scope);
  return { context: measure(context), scope: measure(scope) };
}
