import { MODULE_FUNCTION } from '../facts/facts.js';
import { isAsserted, isForAdministrators, isMet } from './administrators.js';
import type { Effect } from './effect.js';
import { isPrincipal } from './keys.js';
import type { CallSite, Fn, Program } from './program.js';
import type { Root } from './roots.js';
import type { Analysis, Verdict } from './verdict.js';

const MAX_FUNCTIONS = 200;

/**
 * A switch, a limit, a notice of the whole installation: nobody but administrators changes it, it says nothing of who they
 * are, and what reads it serves everybody. What they read themselves only may be one of theirs.
 */
export function isAdministered(analysis: Analysis, root: Root, effect: Effect, { readBack }: Verdict): boolean {
  const { program, origins, reads } = analysis;
  if (root.kind === 'foreign' || effect.mode === 'listen' || readBack?.kind === 'after-await') return false;
  const values = [...origins.of(effect.file, effect.value, effect.frame), ...effect.key ? origins.of(effect.file, effect.key, effect.frame) : []];
  if (values.some((source) => isPrincipal(program, source))) return false;
  if (!isMet(program, effect.file, effect) && !new Ways(analysis).areGuarded(effect.fn, effect.at)) return false;
  // Of an object of settings, whichever is read speaks for all.
  const { base } = effect.place;
  return reads.reads(base.kind === 'variable' ? { base, path: [] } : effect.place).some(({ fn, at }) => new Ways(analysis).areOpen(fn, at));
}

/** The ways by which requests come to a place in a function. */
class Ways {
  readonly #program: Program;
  readonly #analysis: Analysis;
  readonly #seen: Set<Fn> = new Set();

  constructor(analysis: Analysis) {
    this.#program = analysis.program;
    this.#analysis = analysis;
  }

  /** Whether there are any, and administrators alone pass. */
  areGuarded(fn: Fn, at: number): boolean {
    const found = this.#ends(fn, at);
    return found.length > 0 && found.every((isGuarded) => isGuarded);
  }

  /** Whether some is open to everybody. */
  areOpen(fn: Fn, at: number): boolean {
    return this.#ends(fn, at).some((isGuarded) => !isGuarded);
  }

  /** For each way, whether it is guarded. */
  #ends(fn: Fn, at: number): readonly boolean[] {
    if (this.#seen.has(fn) || fn.id === MODULE_FUNCTION) return [];
    this.#seen.add(fn);
    if (this.#seen.size > MAX_FUNCTIONS) return [false];
    if (isAsserted(this.#program, fn, at)) return [true];
    if (this.#analysis.reach.entries.has(fn)) return [isForAdministrators(this.#program, fn)];
    const callers = fn.callers.flatMap((site) => (isBehindTest(this.#program, site) ? [true] : this.#ends(site.from, site.call.at)));
    return fn.callers.length === 0 && fn.parent && fn.fact.class === undefined ? this.#ends(fn.parent, fn.fact.at) : callers;
  }
}

function isBehindTest(program: Program, { file, call }: CallSite): boolean {
  return call.guard !== undefined && isMet(program, file, program.facts(file).guards[call.guard]);
}
