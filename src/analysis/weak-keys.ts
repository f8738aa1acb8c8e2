import type { Effect } from './effect.js';
import { isConstantKey } from './keys.js';
import type { Analysis } from './verdict.js';

/** Under which name a request hands out what all requests share. */
const SHARED = /\.(?:app|server|application)$/;

/** `accounts.set(req.app, account)`: weakly kept, but by something that lives as long as the process. */
export function isKeptByShared({ program, origins }: Analysis, effect: Effect): boolean {
  if (effect.mode !== 'keyed' || !effect.key) return false;
  const keys = origins.of(effect.file, effect.key, effect.frame);
  return keys.length > 0 ? keys.every(({ text }) => SHARED.test(text)) : effect.key.kind === 'variable' && isConstantKey(program, effect);
}
