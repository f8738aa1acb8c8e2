import { UserContextError } from '../errors.js';
import type { PerRequest } from '../lifetimes/per-request.js';
import { legacyUsed } from '../monitor/channels.js';
import { CallSites } from './call-sites.js';
import { legacyMode, type LegacyMode } from './mode.js';

export type LegacyGetterOptions<T> = {
  /** The accessor's name, as in `getAgentInstanceFactory`. */
  readonly name: string;
  /** Stable code of its warning, as in `USG0001`. */
  readonly code: string;
  /** What to write instead, as in `createAgentInstanceFactory(userContext)`. */
  readonly replacement: string;
  /** The accessor as it always was: returns the shared instance. */
  readonly instance: () => T;
  /** The per-request factory, which mode `scoped` asks for the running scope's instance. */
  readonly factory?: PerRequest<T>;
  /** Unless given, the mode set by `setLegacyMode()` or `UNSINGLETON_LEGACY`, read at every call. */
  readonly mode?: LegacyMode;
  /** Whether a function of the program stands between callers and this, as `static getInstance() { return legacy(); }` does: then its caller is the call site. */
  readonly wrapped?: boolean;
};

export type LegacyGetter<T> = {
  /** @param site stamped by the codemod, it makes counting this call site nearly free. */
  (site?: string): T;
  /** How often each place has called, for a count of the calls that are left. */
  readonly callSites: CallSites;
};

/**
 * Keeps a singleton's accessor alive while its callers are migrated. Nothing changes on the day it
 * is introduced but one `DeprecationWarning` for each call site; later modes close the door.
 * @throws UserContextError `ERR_LEGACY_ACCESSOR` in mode `throw`, `ERR_NO_SCOPE` in mode `scoped` outside a scope.
 */
export function legacyGetter<T>(options: LegacyGetterOptions<T>): LegacyGetter<T> {
  const { name, code, replacement, instance, factory } = options;
  const callSites = new CallSites(options.wrapped === true ? 1 : 0);
  const message = `${name}() hands every user the same instance. Use ${replacement}`;

  const getter = (site?: string): T => {
    const mode = options.mode ?? legacyMode();
    const counted = callSites.count(site);
    if (legacyUsed.hasSubscribers) {
      legacyUsed.publish({ accessor: name, code, site: counted?.site ?? 'not sampled', calls: counted?.calls ?? 0, total: callSites.total, mode });
    }
    if (mode === 'throw') throw new UserContextError('ERR_LEGACY_ACCESSOR', `${message}: this process allows no legacy calls any more.`);
    if (counted?.isNew === true) process.emitWarning(`${message} (called at ${counted.site}).`, { type: 'DeprecationWarning', code });
    if (mode === 'warn') return instance();
    if (factory === undefined) throw new UserContextError('ERR_CONFIGURATION', `${name}() is in mode scoped, but legacyGetter() was given no factory.`);
    return factory.current();
  };
  return Object.assign(getter, { callSites });
}
