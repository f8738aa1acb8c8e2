import { AsyncLocalStorage } from 'node:async_hooks';
import type { UserExecutionContext } from './context/user-execution-context.js';
import type { LiveScope } from './scope/scope.js';

/** What another copy of the library in this process does with the contexts that it made. @internal */
export type Copy = {
  readonly owns: (value: unknown) => value is UserExecutionContext;
  readonly scopeFor: (context: UserExecutionContext, caller: string) => LiveScope;
  readonly openScope: (context: UserExecutionContext, source: object | undefined, place: string | undefined, joining: boolean) => LiveScope;
};

/** What all copies of the library in one process must share: ESM, CommonJS and bundled ones. @internal */
export type ProcessWide = {
  readonly storage: AsyncLocalStorage<LiveScope | undefined>;
  /** Request-like objects and whose they are; `answered` once their scope is closed, `shared` once two users at a time had one. */
  readonly sources: WeakMap<object, UserExecutionContext | 'answered' | 'shared'>;
  readonly copies: Set<Copy>;
  /** Things of which there is one in a process, by name. */
  readonly named: Map<string, unknown>;
};

// The number is that of the record's shape: copies that disagree about it must not share it.
const KEY = Symbol.for('@unsingleton/runtime/2');

let known: ProcessWide | undefined;

/** Made when first used, so that importing the library does nothing. @internal */
export function processWide(): ProcessWide {
  return (known ??= join());
}

function join(): ProcessWide {
  const holder = globalThis as { [KEY]?: ProcessWide };
  const present = holder[KEY];
  if (present !== undefined) return present;
  const made: ProcessWide = { storage: new AsyncLocalStorage(), sources: new WeakMap(), copies: new Set(), named: new Map() };
  Object.defineProperty(holder, KEY, { value: made });
  return made;
}

/** The one thing of this name in the process, whichever copy of the library made it. @internal */
export function onePerProcess<T>(name: string, make: () => T): T {
  const { named } = processWide();
  if (!named.has(name)) named.set(name, make());
  return named.get(name) as T;
}
