import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { context, metrics, propagation, trace, type Attributes, type Counter, type Meter, type MeterProvider, type UpDownCounter } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAgentInstanceFactory, getAgentInstanceFactory, openScope, perRequest, registerAgentClass, runInScope } from '../../../src/runtime/index.js';
import { observe } from '../../../src/runtime/monitor/opentelemetry.js';
import { createTestUserContext } from '../../../src/runtime/testing/index.js';

registerAgentClass('clerk', () => ({}));

async function listenTo(channels: readonly string[], work: () => unknown): Promise<[string, Record<string, unknown>][]> {
  const heard: [string, Record<string, unknown>][] = [];
  const listeners = channels.map((channel) => (message: unknown): void => { heard.push([channel.replace('unsingleton:', ''), message as Record<string, unknown>]); });
  for (const [index, channel] of channels.entries()) subscribe(channel, listeners[index] ?? (() => {}));
  try {
    await work();
  } finally {
    for (const [index, channel] of channels.entries()) unsubscribe(channel, listeners[index] ?? (() => {}));
  }
  return heard;
}

describe('the diagnostics channels', () => {
  it('tell of a scope\'s opening and closing, and of what is created in between', async () => {
    const alice = createTestUserContext({ userId: 'alice' });
    const createEngine = perRequest(() => ({ [Symbol.dispose]: () => { throw new Error('stuck'); } }), { name: 'createEngine' });
    const heard = await listenTo(['unsingleton:scope:open', 'unsingleton:scope:close', 'unsingleton:create'], async () => {
      const scope = openScope(alice, { place: 'GET /runs' });
      createEngine(alice);
      createEngine(alice);
      await scope[Symbol.asyncDispose]().catch(() => {});
    });
    expect(heard).toMatchObject([
      ['scope:open', { context: alice, place: 'GET /runs' }],
      ['create', { context: alice, factory: 'createEngine' }],
      ['scope:close', { context: alice, place: 'GET /runs', errors: [new Error('stuck')] }],
    ]);
  });

  it('say nothing of a scope that was never opened', async () => {
    const alice = createTestUserContext();
    const createEngine = perRequest(() => ({}));
    const heard = await listenTo(['unsingleton:scope:open', 'unsingleton:scope:close'], () => runInScope(alice, async () => createEngine(alice.child('step'))));
    expect(heard.map(([channel]) => channel)).toEqual(['scope:open', 'scope:close']);
  });

  it('tell when one user\'s work meets another\'s', async () => {
    const [alice, bob] = [createTestUserContext({ userId: 'alice' }), createTestUserContext({ userId: 'bob' })];
    const createEngine = perRequest(() => ({}));
    const heard = await listenTo(['unsingleton:leak'], async () => {
      await createAgentInstanceFactory(alice).createAgent('clerk', bob).catch(() => {});
      runInScope(alice, () => createEngine(bob));
    });
    expect(heard.map(([, { kind }]) => kind)).toEqual(['foreign-context', 'crossed-scope']);
  });
});

describe('observe() for OpenTelemetry', () => {
  const spans = new InMemorySpanExporter();
  const counts: Map<string, number> = new Map();
  const counter = (name: string): Counter & UpDownCounter => ({ add: (value: number, attributes?: Attributes) => { const key = [name, ...Object.values(attributes ?? {})].join(' '); counts.set(key, (counts.get(key) ?? 0) + value); } });
  let stop: () => void;

  beforeAll(() => {
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }));
    const meter = { createCounter: counter, createUpDownCounter: counter } as unknown as Meter;
    metrics.setGlobalMeterProvider({ getMeter: () => meter } satisfies MeterProvider);
    stop = observe({ trace, metrics });
  });
  afterAll(() => {
    stop();
    trace.disable();
    metrics.disable();
    context.disable();
  });

  it('marks the span in which a scope opens with the request, never the user, and leaves baggage alone', async () => {
    const alice = createTestUserContext({ userId: 'alice', requestId: 'request-1' });
    await trace.getTracer('agents').startActiveSpan('POST /runs', async (span) => {
      await runInScope(alice, async () => { expect(propagation.getActiveBaggage()).toBeUndefined(); });
      span.end();
    });
    const [span] = spans.getFinishedSpans();
    expect(span?.attributes).toEqual({ 'unsingleton.request_id': 'request-1' });
    expect(JSON.stringify(span?.attributes)).not.toContain('alice');
    expect(counts.get('unsingleton.scopes.open')).toBe(0);
  });

  it('counts legacy calls and leaks', async () => {
    getAgentInstanceFactory('src/runs.ts:12');
    getAgentInstanceFactory('src/runs.ts:12');
    await createAgentInstanceFactory(createTestUserContext()).createAgent('clerk', createTestUserContext()).catch(() => {});
    expect(counts.get('unsingleton.legacy.calls getAgentInstanceFactory USG0001 warn')).toBe(2);
    expect(counts.get('unsingleton.leaks foreign-context')).toBe(1);
  });

  it('stops when told to', () => {
    stop();
    getAgentInstanceFactory('src/runs.ts:12');
    expect(counts.get('unsingleton.legacy.calls getAgentInstanceFactory USG0001 warn')).toBe(2);
  });
});
