import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserExecutionContext } from '../../../src/runtime/index.js';

const withMetadata = (metadata: unknown): UserExecutionContext => UserExecutionContext.create({ userId: 'alice', threadId: 't', runId: 'r', metadata: metadata as Record<string, unknown> });

function nested(levels: number): unknown {
  return levels === 0 ? 'leaf' : { down: nested(levels - 1) };
}

const cycle: Record<string, unknown> = { plan: {} };
(cycle['plan'] as Record<string, unknown>)['self'] = cycle;

describe('the metadata of a context', () => {
  it('keeps any JSON object, on null prototypes and frozen', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 5 }), { maxKeys: 6 }), (metadata) => {
        // Refused at any depth, see below.
        fc.pre(!JSON.stringify(metadata).includes('"__proto__":'));
        // JSON has no negative zero; text is compared, since the copies have no prototype.
        const kept = withMetadata(JSON.parse(JSON.stringify(metadata))).metadata;
        expect(JSON.stringify(kept)).toBe(JSON.stringify(metadata));
        expect(Object.getPrototypeOf(kept)).toBeNull();
        expect(Object.isFrozen(kept)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['a function', { onDone: () => {} }, 'metadata.onDone is a function'],
    ['undefined', { plan: undefined }, 'metadata.plan is undefined'],
    ['a bigint', { count: 1n }, 'metadata.count is a bigint'],
    ['NaN', { count: Number.NaN }, 'metadata.count is NaN'],
    ['infinity', { list: [1, Infinity] }, 'metadata.list[1] is Infinity'],
    ['a getter', { get plan() { return 'gold'; } }, 'metadata.plan is a getter'],
    ['a symbol key', { [Symbol('secret')]: 1 }, 'metadata has a symbol as a key'],
    ['an own __proto__', JSON.parse('{"plan": {"__proto__": {"admin": true}}}'), 'metadata.plan.__proto__ is a key that changes prototypes'],
    ['a proxy', { plan: new Proxy({}, {}) }, 'metadata.plan is a proxy'],
    ['a cycle', cycle, 'metadata.plan.self contains itself'],
    ['a service', { db: new Map() }, 'metadata.db is an instance of Map'],
    ['a date', { at: new Date() }, 'metadata.at is an instance of Date'],
    ['a hole', { list: [, 1] }, 'metadata.list[0] is a hole'],  
    ['a subclass of Array', { list: new (class Rows extends Array {})() }, 'metadata.list is an array with a prototype of its own'],
    ['17 levels', nested(17), 'is nested deeper than 16 levels'],
    ['more than 64 KiB of text', { text: 'x'.repeat(65 * 1024) }, 'makes the metadata larger than 65536 bytes'],
    ['more than 64 KiB of numbers', { list: Array.from({ length: 10_000 }, () => 1) }, 'makes the metadata larger'],
    ['an array of four billion holes', { list: new Array(2 ** 32 - 1) }, 'makes the metadata larger'],
    ['an array', ['plan'], 'metadata must be a plain object, not an array'],
    ['null', null, 'metadata must be a plain object, not null'],
    ['an odd key', { 'a key': { 'ünï': () => {} } }, 'metadata["a key"].ünï is a function'],
  ])('refuses %s and names the path', (_what, metadata, message) => {
    expect(() => withMetadata(metadata)).toThrow(message);
  });

  it('accepts 16 levels and the same object twice', () => {
    expect(() => withMetadata(nested(16))).not.toThrow();
    const plan = { tier: 'free' };
    expect(withMetadata({ now: plan, next: plan }).metadata).toEqual({ now: plan, next: plan });
  });

  it('does not run code of the object that it refuses', () => {
    let ran = 0;
    const trap = new Proxy({}, { ownKeys: () => { ran += 1; return []; }, getPrototypeOf: () => { ran += 1; return null; } });
    expect(() => withMetadata({ deep: [trap] })).toThrow(/is a proxy/);
    expect(ran).toBe(0);
  });
});
