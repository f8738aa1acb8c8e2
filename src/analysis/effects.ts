import type { Value } from '../facts/facts.js';
import { directEffects, isOutOfReach } from './direct-effects.js';
import type { Effect } from './effect.js';
import { parameterIndex } from './parameters.js';
import { type Place, referenceKey } from './places.js';
import type { Fn, HandedOver, Program } from './program.js';

export type Changes = {
  /** Every change of a long-lived place, by the root that it belongs to. */
  readonly effects: Map<string, Effect[]>;
  /** Functions that change what they are given, or part of it. */
  readonly changers: ReadonlySet<Fn>;
};

export function collectEffects(program: Program): Changes {
  const changers: Set<Fn> = new Set();
  const effects: Map<string, Effect[]> = new Map();
  const onParameters: Map<Fn, Effect[]> = new Map();
  const add = (effect: Effect): void => {
    const { base } = effect.place;
    if (base.kind === 'variable') {
      const position = parameterIndex(program, base.file, { kind: 'variable', id: base.id });
      const owner = position && program.fn(base.file, position.function);
      // `given = other` puts another value under the name, and leaves what the caller has alone.
      if (owner && !isRebound(effect)) {
        changers.add(owner);
        push(onParameters, owner, effect);
        // The options of a plugin stay the same for all that the plugin is asked to do; what it is given first is the server.
        if (owner.callers.length > 0 || effect.fn === owner || position.index === 0) return;
      }
    }
    push(effects, rootKey(effect.place), effect);
  };
  for (const file of program.files) {
    for (const effect of directEffects(program, file)) add(effect);
  }
  for (let round = 0; round < 3 && onParameters.size > 0; round += 1) {
    const pending = [...onParameters];
    onParameters.clear();
    for (const [fn, list] of pending) for (const effect of list) for (const carried of atCallers(program, fn, effect)) add(carried);
  }
  return { effects, changers };
}

function isRebound({ path, operator }: Effect): boolean {
  return path.length === 0 && operator !== 'call';
}

/** Static fields are roots of their own; everything else is found by its base. */
export function rootKey({ base, path }: Place): string {
  const key = referenceKey(base);
  return base.kind === 'class' || base.kind === 'instance' ? `${key}.${path[0] ?? ''}` : key;
}

/** A helper that changes its parameter changes what each caller gives it. */
function* atCallers(program: Program, fn: Fn, effect: Effect): Generator<Effect> {
  const { base } = effect.place;
  if (base.kind !== 'variable') return;
  const position = parameterIndex(program, base.file, { kind: 'variable', id: base.id });
  if (!position) return;
  for (const site of fn.callers.slice(0, 60)) {
    const given = site.call.arguments[position.index];
    // What is left out is the default, which may be the same object each time.
    const [argument, file] = given && given.kind !== 'empty' ? [given, site.file] : [program.variable(base.file, base.id)?.definitions[0], base.file];
    for (const place of argument ? program.references.places(file, argument) : []) {
      if (isOutOfReach(program, site.from, place)) continue;
      const carried: Place = { base: place.base, path: [...place.path, ...effect.place.path] };
      yield { ...effect, place: carried, path: [...place.path, ...effect.path], frame: { fn, site, outer: effect.frame } };
    }
  }
  for (const handed of position.index === 0 ? fn.handedTo : []) {
    const seed = seedOf(handed);
    const { file, from } = handed.site;
    for (const place of seed ? program.references.places(file, seed) : []) {
      if (!isOutOfReach(program, from, place)) yield { ...effect, place: { base: place.base, path: [...place.path, ...effect.place.path] }, path: [...place.path, ...effect.path] };
    }
  }
}

/** `items.reduce((sum, item) => …, START)`: what the callback adds to is what the call began with. */
function seedOf({ site: { call: { callee, arguments: args } }, index }: HandedOver): Value | undefined {
  return /^(?:reduce|reduceRight)$/.test(callee.kind === 'member' && typeof callee.key === 'string' ? callee.key : '') ? args[index + 1] : undefined;
}

function push<K>(map: Map<K, Effect[]>, key: K, effect: Effect): void {
  const known = map.get(key);
  if (known) known.push(effect);
  else map.set(key, [effect]);
}
