import { methodName } from './entries/entries.js';
import type { Effect } from './effect.js';
import { placeKey } from './places.js';
import { type Fn, isWithin } from './program.js';
import type { Root } from './roots.js';
import type { Analysis } from './verdict.js';

/** What runs its callback before it returns. */
const AT_ONCE = /^(?:forEach|map|filter|some|every|find|findIndex|flatMap|reduce|reduceRight|sort|replace)$/;

/**
 * A list that is emptied, filled and read in one go: `lines.length = 0; for (…) lines.push(…); return lines.join()`.
 * No other request can run in between, and nothing is left that anybody looks at.
 */
export function isScratch({ program, reads }: Analysis, root: Root, effect: Effect): boolean {
  const emptied = root.effects.find(({ mode, fn, at, branch, place }) => mode === 'reset' && isWithin(effect.fn, fn) && at < effect.at && (branch === undefined || branch > effect.at) && isSame(place, effect.place));
  if (!emptied) return false;
  const { fn: owner, at: start } = emptied;
  const own = placeKey(effect.place);
  const isInOneGo = (fn: Fn): boolean => fn === owner || isWithin(fn, owner) && !fn.fact.async && fn.handedTo.length > 0 && fn.handedTo.every(({ site }) => isWithin(site.from, owner) && AT_ONCE.test(methodName(program, site.file, site.call.callee)));
  return !owner.fact.awaits.some((at) => at > start) && isInOneGo(effect.fn)
    && reads.reads(effect.place).every(({ fn, at }) => at > start && isInOneGo(fn))
    && !owner.fact.returns.some((value) => program.references.places(owner.file, value).some((place) => own.startsWith(placeKey(place))));
}

/** `lines.length = 0` empties `lines`. */
function isSame(emptied: Effect['place'], filled: Effect['place']): boolean {
  return placeKey(emptied).replace(/\.length$/, '') === placeKey(filled);
}
