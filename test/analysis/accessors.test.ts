import { describe, expect, it } from 'vitest';
import { OpenFile } from '../../src/analysis/open-file.js';
import { resolveConfiguration } from '../../src/project/configuration.js';
import { indexOf } from './in-memory.js';

const ENGINE = 'export class Engine { run(): void {} }\n';
const LAZY = `import { Engine } from './engine.js';
let engine: Engine | undefined;
export function currentEngine(): Engine { if (!engine) engine = new Engine(); return engine; }
export default currentEngine;
export function freshEngine(): Engine { return new Engine(); }
`;

/** The accessors that `main.ts` uses, as `name shape`. */
function usesIn(main: string, others: Record<string, string> = { 'engine.ts': ENGINE, 'lazy.ts': LAZY }): string[] {
  const index = indexOf({ ...others, 'main.ts': main });
  const facts = index.facts('/app/main.ts');
  if (!facts) throw new Error('main.ts has no facts');
  const open = new OpenFile('/app/main.ts', () => facts, resolveConfiguration(), index);
  return open.accessorUses().map(({ name, accessor }) => `${name} ${accessor?.shape ?? 'configured'}`);
}

describe('a call of a lazily building accessor is recognised', () => {
  it.each([
    ['by its own name', `import { currentEngine } from './lazy.js'; currentEngine().run();`],
    ['under an alias', `import { currentEngine as get } from './lazy.js'; const again = get; again().run();`],
    ['as a default export', `import engineOf from './lazy.js'; engineOf();`],
    ['through a namespace', `import * as engines from './lazy.js'; engines.currentEngine();`],
    ['through require', `const { currentEngine } = require('./lazy.js'); currentEngine();`],
    ['as a member of a required module', `const engines = require('./lazy.js'); engines.currentEngine();`],
    ['inside a function, awaited', `import { currentEngine } from './lazy.js'; export async function handle() { const e = await currentEngine(); return e; }`],
  ])('%s', (_, main) => {
    expect(usesIn(main)).toEqual(['currentEngine lazy-getter']);
  });

  it('through two barrels, one of them with a new name', () => {
    expect(usesIn(`import { engineFor } from './barrel.js'; engineFor();`, {
      'engine.ts': ENGINE, 'lazy.ts': LAZY, 'inner.ts': `export * from './lazy.js';`, 'barrel.ts': `export { currentEngine as engineFor } from './inner.js';`,
    })).toEqual(['currentEngine lazy-getter']);
  });

  it('through a wrapper, which is an accessor itself', () => {
    expect(usesIn(`import { engineOfTheDay } from './wrapper.js'; engineOfTheDay();`, {
      'engine.ts': ENGINE, 'lazy.ts': LAZY,
      'wrapper.ts': `import { currentEngine } from './lazy.js'; export const engineOfTheDay = () => { const e = currentEngine(); return e; };`,
    })).toEqual(['engineOfTheDay lazy-getter']);
  });
});

describe('each form of accessor is recognised by its shape', () => {
  it.each([
    ['??=', 'lazy-getter', `let e: object | undefined; export const get = () => (e ??= new Map());`],
    ['||=', 'lazy-getter', `let e: object | undefined; export const get = () => { e ||= new Map(); return e; };`],
    ['a conditional', 'lazy-getter', `let e: object | undefined; export const get = () => e ? e : (e = new Map());`],
    ['an early return', 'lazy-getter', `let e: object | undefined; export function get() { if (e) return e; e = new Map(); return e; }`],
    ['a comparison with undefined', 'lazy-getter', `let e: object | undefined; export function get() { if (e === undefined) { e = new Map(); } return e; }`],
    ['a stored promise', 'lazy-getter', `let p: Promise<object> | undefined; export function get() { p ??= connect(); return p; } async function connect() { return new Map(); }`],
    ['await', 'async-lazy-getter', `let e: object | undefined; export async function get() { if (!e) e = await import('node:fs'); return e; }`],
    ['a setter beside it', 'set-get-pair', `let s: object; export function set(v: object) { s = v; } export function get() { return s; }`],
    ['an eager instance', 'eager-export', `const e = new Map(); export function get() { return e; }`],
    ['a global slot', 'global-slot', `export function get() { globalThis.engine ??= new Map(); return globalThis.engine; }`],
    ['an immediately called closure', 'closure-singleton', `export const get = (() => { let e: object | undefined; return () => (e ??= new Map()); })();`],
  ])('%s', (_, shape, source) => {
    expect(usesIn(`import { get } from './source.js'; get();`, { 'source.ts': source })).toEqual([`get ${shape}`]);
  });

  it('a static getInstance, called through a barrel', () => {
    expect(usesIn(`import { Engine } from './barrel.js'; Engine.getInstance();`, {
      'engine.ts': `export class Engine { private static instance: Engine; private constructor() {} static getInstance() { if (!Engine.instance) Engine.instance = new Engine(); return Engine.instance; } }`,
      'barrel.ts': `export { Engine } from './engine.js';`,
    })).toEqual(['Engine.getInstance static-accessor']);
  });

  it('a static getInstance that speaks of this', () => {
    expect(usesIn(`import { Engine } from './engine.js'; Engine.it();`, {
      'engine.ts': `export class Engine { static #it?: Engine; static it() { return (this.#it ??= new this()); } }`,
    })).toEqual(['Engine.it static-accessor']);
  });
});

describe('what only looks like an accessor is left alone', () => {
  it.each([
    ['a factory', `export function getEngine() { return new Map(); }`],
    ['a lookup by key', `const engines = new Map<string, object>(); export function getEngine(id: string) { return engines.get(id); }`],
    ['a dictionary', `const engines: Record<string, object> = {}; export function getEngine(id: string) { return engines[id]; }`],
    ['a constant', `const version = '1.0'; export function getEngine() { return version; }`],
    ['a local of the same name', `let engine: object; export function getEngine() { const engine = new Map(); return engine; }`],
    ['a parameter', `export function getEngine(engine: object) { return engine; }`],
  ])('%s', (_, source) => {
    expect(usesIn(`import { getEngine } from './source.js'; getEngine('alice');`, { 'source.ts': source })).toEqual([]);
  });
});

it('a configured legacy name counts even where its module cannot be followed', () => {
  expect(usesIn(`import { getAgentInstanceFactory } from 'agents'; getAgentInstanceFactory();`)).toEqual(['getAgentInstanceFactory configured']);
});
