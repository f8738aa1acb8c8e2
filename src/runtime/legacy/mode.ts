import { UserContextError } from '../errors.js';

/** What a deprecated accessor does: hands out the shared instance with a warning, the scope's instance, or an error. */
export type LegacyMode = 'warn' | 'scoped' | 'throw';

let chosen: LegacyMode | undefined;

/** Sets the mode of every accessor that was not given one of its own; `undefined` returns to `UNSINGLETON_LEGACY`. */
export function setLegacyMode(mode: LegacyMode | undefined): void {
  chosen = mode === undefined ? undefined : check(mode, 'setLegacyMode()');
}

/** The mode set in code, else that of `UNSINGLETON_LEGACY`, else `warn`. @internal */
export function legacyMode(): LegacyMode {
  return (chosen ??= check(process.env['UNSINGLETON_LEGACY'] ?? 'warn', 'UNSINGLETON_LEGACY'));
}

function check(mode: string, source: string): LegacyMode {
  if (mode === 'warn' || mode === 'scoped' || mode === 'throw') return mode;
  throw new UserContextError('ERR_CONFIGURATION', `${source} must be warn, scoped or throw, not ${JSON.stringify(mode)}.`);
}
