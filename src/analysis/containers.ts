import type { Value } from '../facts/facts.js';
import type { Program } from './program.js';
import { provenance, typeProvenance } from './provenance.js';
import { methodName } from './entries/entries.js';

/** What kind of holder an initial value makes. */
export type Container =
  | 'weak' | 'request-scoped' | 'bounded' | 'collection' | 'object' | 'instance' | 'memo' | 'proxy' | 'store' | 'regex' | 'frozen' | 'primitive' | 'function' | 'emitter' | 'unknown';

const BOUNDED = /^(?:lru-cache|quick-lru|node-cache|@isaacs\/ttlcache|ttlcache|mnemonist|cache-manager|keyv|tiny-lru|lru_map|memory-cache|flat-cache|limiter|rate-limiter-flexible|bottleneck|p-queue|p-limit|express-rate-limit|ioredis|redis)$/;
const STORE = /^(?:ref|shallowRef|reactive|shallowReactive|writable|signal|createSignal|atom|proxy|observable|map|createStore|create|defineStore|createPinia|makeAutoObservable|BehaviorSubject|ReplaySubject|configureStore|state|deepMap|createSubject)$/;
const STORE_PACKAGE = /^(?:vue|@vue\/.+|pinia|svelte.*|zustand.*|nanostores|jotai.*|mobx.*|@preact\/signals.*|solid-js.*|redux|@reduxjs\/toolkit|rxjs|valtio.*|@angular\/core|vuex|recoil|nuxt.*|#imports)$/;
const MEMO_PACKAGE = /^(?:p-memoize|mem|memoizee|lodash[./](?:memoize|once)(?:\.js)?|moize|memoize|memoize-one|fast-memoize|micro-memoize|nano-memoize|async-memoize-one|promise-memoize|onetime|p-once|dataloader|throttle-debounce|p-debounce|lodash[./](?:throttle|debounce)(?:\.js)?|just-(?:throttle|debounce(?:-it)?)|perfect-debounce|debounce(?:-fn)?)$/;
const MEMO = /^(?:once|memoize|memoise|memo|memoizee|pMemoize|pmemoize|mem|lazy|singleton|cache|cached|unstable_cache|(?:define)?CachedFunction|memoizeOne|memoizeAsync|microMemoize|moize|useMemo|createSelector|computed|lazyValue|lazySingleton|onetime|pOnce|throttle|debounce|pDebounce)$/i;

/** Reads from an initial value what the place is good for. */
export function containerOf(program: Program, file: string, value: Value | undefined, depth = 0): Container {
  if (!value || depth > 5) return 'unknown';
  switch (value.kind) {
    case 'literal':
    case 'empty': return 'primitive';
    case 'derived': return 'primitive';
    case 'regex': return 'regex';
    case 'array': return 'collection';
    case 'object': return 'object';
    case 'function':
    case 'class': return 'function';
    case 'await': return containerOf(program, file, value.of, depth + 1);
    case 'either': return value.of.map((part) => containerOf(program, file, part, depth + 1)).find((kind) => kind !== 'primitive' && kind !== 'unknown') ?? 'unknown';
    case 'call': return ofCall(program, file, value.id, depth);
    default: return 'unknown';
  }
}

/** What a type says that a package declares: `cacheManager: Cache`. */
export function containerOfType(program: Program, file: string, type: string | undefined): Container {
  const from = type === undefined ? undefined : typeProvenance(program, file, type);
  return from !== undefined && BOUNDED.test(from) ? 'bounded' : 'unknown';
}

function ofCall(program: Program, file: string, id: number, depth: number): Container {
  const call = program.facts(file).calls[id];
  if (!call) return 'unknown';
  const name = methodName(program, file, call.callee);
  const from = provenance(program, file, call.callee);
  if (call.new) {
    if (/^(?:WeakMap|WeakSet|FinalizationRegistry|WeakLRUCache)$/.test(name)) return 'weak';
    if (/^AsyncLocalStorage$|AsyncContext|^Variable$/.test(name)) return 'request-scoped';
    if (/^(?:Map|Set|Array|Headers|URLSearchParams|FormData)$/.test(name)) return 'collection';
    if (from === 'dataloader' || name === 'DataLoader') return 'memo';
    if (name === 'Proxy') return 'proxy';
    if (name === 'RegExp') return 'regex';
    if (/^(?:LRUCache|LRU|QuickLRU|NodeCache|TTLCache|LruMap|ExpiryMap|TTLMap|BoundedMap)$/.test(name) || (from !== undefined && BOUNDED.test(from))) return 'bounded';
    if (name === 'QueryClient') return 'bounded';
    if (/EventEmitter/.test(name)) return 'emitter';
    if (STORE.test(name) && from !== undefined && STORE_PACKAGE.test(from)) return 'store';
    return 'instance';
  }
  if (from !== undefined && STORE_PACKAGE.test(from) && STORE.test(name)) return 'store';
  if (from === undefined && /^(?:writable|reactive|defineStore|ref|shallowRef)$/.test(name) && call.callee.kind === 'global') return 'store';
  const first = call.arguments[0];
  if (call.callee.kind === 'member' && call.callee.object.kind === 'global' && call.callee.object.name === 'Object') {
    if (call.callee.key === 'freeze') return 'frozen';
    if (call.callee.key === 'create' || call.callee.key === 'fromEntries') return 'object';
    if (call.callee.key === 'seal' || call.callee.key === 'assign') return containerOf(program, file, first, depth + 1);
  }
  if ((from === 'react' && name === 'cache') || (from !== undefined && /^(?:cls-hooked|continuation-local-storage)$/.test(from))) return 'request-scoped';
  if ((MEMO.test(name) || (from !== undefined && MEMO_PACKAGE.test(from))) && call.arguments.some((argument) => program.functionsOf(file, argument).length > 0)) return 'memo';
  if (from !== undefined && BOUNDED.test(from)) return 'bounded';
  const made = program.functionsOf(file, call.callee).flatMap((fn) => fn.fact.returns.map((returned) => localContainer(program, fn.file, returned, depth)));
  return made.find((kind) => kind !== 'unknown') ?? 'unknown';
}

function localContainer(program: Program, file: string, value: Value, depth: number): Container {
  if (value.kind !== 'variable') return containerOf(program, file, value, depth + 1);
  const variable = program.variable(file, value.id);
  if (!variable || variable.function === 0) return 'unknown';
  return variable.definitions.map((definition) => containerOf(program, file, definition, depth + 1)).find((kind) => kind !== 'unknown') ?? 'unknown';
}
