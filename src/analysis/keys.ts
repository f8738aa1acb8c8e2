import { MODULE_FUNCTION, type Value } from '../facts/facts.js';
import type { Effect } from './effect.js';
import { spelling } from './entries/entries.js';
import type { Source } from './source.js';
import type { Analysis } from './verdict.js';
import { parameterIndex } from './parameters.js';
import type { CallSite, Program } from './program.js';
import { placeKey } from './places.js';
import { identityByName, principalByName, tellsApartByName } from './tie-break.js';

/** A key that is the same at every call; in a helper, at this call. */
export function isConstantKey(program: Program, effect: Effect): boolean {
  const position = effect.key && parameterIndex(program, effect.file, effect.key);
  for (let { frame } = effect; frame && position; frame = frame.outer) {
    const given = frame.fn.file === effect.file && frame.fn.id === position.function ? frame.site.call.arguments[position.index] : undefined;
    if (given) return isConstant(program, frame.site.file, given);
  }
  return isConstant(program, effect.file, effect.key);
}

/** A key that is the same at every call: made of constants alone. */
function isConstant(program: Program, file: string, key: Value | undefined): boolean {
  switch (key?.kind) {
    case undefined:
    case 'literal':
    case 'empty': return true;
    case 'derived': return key.from.every((part) => isConstant(program, file, part));
    case 'array': return key.elements.every((part) => isConstant(program, file, part));
    case 'either': return key.of.every((part) => isConstant(program, file, part));
    case 'member': return key.object.kind === 'variable' && program.variable(file, key.object.id)?.function === MODULE_FUNCTION;
    case 'variable': {
      const variable = program.variable(file, key.id);
      if (variable?.kind === 'parameter') return isConstantParameter(program, file, key, variable.definitions);
      return variable !== undefined && !variable.reassigned && (variable.function === MODULE_FUNCTION || variable.definitions.every((part) => isConstant(program, file, part)));
    }
    default: return false;
  }
}

/** Every caller gives the same sort of thing: a constant, or nothing where there is a default. */
function isConstantParameter(program: Program, file: string, key: Value, defaults: readonly Value[]): boolean {
  const position = parameterIndex(program, file, key);
  const callers = position ? program.fn(file, position.function)?.callers ?? [] : [];
  return callers.length > 0 && callers.every((site) => {
    const given = site.call.arguments[position?.index ?? 0];
    if (!given) return defaults.length > 0;
    return given.kind === 'literal' || given.kind === 'member' && isConstant(program, site.file, given) || (given.kind === 'variable' && program.variable(site.file, given.id)?.kind !== 'parameter' && isConstant(program, site.file, given));
  });
}

/** Written only when nothing was there: `if (!x) x = …`, `x ??= …`. */
export function isOnce(program: Program, effect: Effect): boolean {
  if (effect.operator === '??=' || effect.operator === '||=') return true;
  const own = placeKey({ base: effect.place.base, path: effect.path });
  return effect.absent.some((value) => program.references.places(effect.file, value).some((place) => placeKey(place) === own));
}

/** `if (!m.has(k)) m.set(k, …)`, or a look-up of the same collection earlier in the function, or in one that calls it. */
export function isGetOrCreate(program: Program, effect: Effect): boolean {
  if (isOnce(program, effect)) return true;
  const own = placeKey(effect.place);
  const looksUp = ({ call, file }: CallSite): boolean => call.callee.kind === 'member' && (call.callee.key === 'get' || call.callee.key === 'has')
    && program.references.places(file, call.callee.object).some((place) => placeKey(place) === own);
  return effect.fn.calls.some((site) => site.call.at < effect.at && looksUp(site)) || effect.fn.callers.some(({ from }) => from.calls.some(looksUp));
}

/**
 * `if (last && lastKey === key) return last`: a memo of one entry, for which it was made being compared first.
 * Right as long as nobody looks at it who has not compared, and nothing waits in between.
 */
export function isMemoOfOne({ program, origins, reads }: Analysis, effect: Effect, sources: readonly Source[]): boolean {
  if (effect.compared.length === 0 || effect.fn.fact.awaits.some((at) => at > (effect.doneAt ?? effect.at))) return false;
  const isOwnObject = effect.place.base.kind === 'instance' && effect.fn.fact.kind === 'constructor';
  if (!isOwnObject && reads.reads(effect.place).some(({ fn }) => fn !== effect.fn)) return false;
  const keys = effect.compared.flatMap(([one, other]) => (isKept(program, effect, one) ? [other] : isKept(program, effect, other) ? [one] : []))
    .flatMap((asked) => origins.of(effect.file, asked, effect.frame));
  return keys.length > 0 && sources.every((source) => source.certainty !== 'identity' || keys.some((key) => covers(key, source)));
}

function isKept(program: Program, effect: Effect, value: Value): boolean {
  return program.references.places(effect.file, value).some(({ base, path }) => (base.kind === 'variable' ? program.variable(base.file, base.id)?.function === MODULE_FUNCTION : base.kind === 'class' || base.kind === 'instance' || base.kind === 'global') && (base.kind === 'variable' || path.length > 0));
}

/** Whether a key says everything that a value takes from its source: the same thing, the whole that it is part of, or what tells it apart. */
export function covers(key: Source, value: Source): boolean {
  if (key.root !== value.root) return false;
  // `[id, type]` of one entry of a map.
  if (key.text.endsWith('.0') && value.text === `${key.text.slice(0, -1)}1`) return true;
  return key.text === value.text || value.text.startsWith(`${key.text}.`) || namesOwner(key.text, value.text) || (key.text.startsWith(`${value.text}.`) && (isIdentifier(key.text) || isLookedUp(value.text)));
}

/**
 * `tokens.set(connection.id, connection.token)`: the number of the very thing that the value is taken from. What a
 * request consists of, `req.body.id` beside `req.body.token`, is no such thing.
 */
function namesOwner(key: string, value: string): boolean {
  const owner = key.slice(0, key.lastIndexOf('.'));
  return owner.includes('.') && isNumber(key) && value.startsWith(`${owner}.`) && !/(?:^|\.)(?:body|query|params|headers|cookies|args|arguments|input|data|payload|json\(\)|valid\(\)|searchParams|session|locals|state)$/.test(owner);
}

/** `tokens.set(found.selector, found)`: what was looked up, whoever asked for it, under a name of its own. */
export function isUnderOwnName({ key, value }: Effect): boolean {
  if (key?.kind !== 'member' || key.object.kind !== 'variable') return false;
  const { id } = key.object;
  const isIt = (part: Value): boolean => part.kind === 'variable' && part.id === id;
  return isIt(value) || (value.kind === 'object' && value.spreads.some(isIt));
}

/** `find(user.id)`: a record, kept under something of its own. */
function isLookedUp(text: string): boolean {
  return text.endsWith('()');
}

/** `sessions[socket.id]`: one of many, whatever the rest of the program says of where the socket comes from. */
export function isConnectionKey(program: Program, file: string, key: Value): boolean {
  let bottom = key;
  while (bottom.kind === 'member') bottom = bottom.object;
  if (bottom.kind !== 'variable' || program.variable(file, bottom.id)?.function === MODULE_FUNCTION) return false;
  const spelled = spelling(program, file, key);
  return tellsApartByName(spelled) || /(?:^|\.)(?:socket|connection|conn|peer|ws)(?:\.(?:id|key))?$|(?:socket|connection|conn|peer)_?id$/i.test(spelled);
}

function isNumber(text: string): boolean {
  return /(?:^|[._])(?:id|_id|uuid|key|hash|digest|token|sub|jti|sid|slug)$|(?:Id|ID|Uuid|Key|Hash|Token|Jti|Sid)$/.test(text);
}

/** A key `user.id` stands for `user`. */
function isIdentifier(text: string): boolean {
  return /(?:^|[._])(?:id|_id|uuid|key|name|sub|email)$|Id$|ID$/.test(text);
}

/** Says who asks, not what for: the user, session, tenant or credentials. */
export function isPrincipal(program: Program, source: Source): boolean {
  return principalByName(source.text, source.entry === undefined) || identityByName(typesOf(program, source).filter((type) => !/Request|Context$/.test(type)));
}

export function tellsApart(program: Program, source: Source): boolean {
  return tellsApartByName(source.text) || (!source.text.includes('.') && identityByName(typesOf(program, source).filter((type) => !/Request|Context$/.test(type))));
}

export function typesOf(program: Program, source: Source): string[] {
  const variable = program.facts(source.file).variables.find(({ at }) => at === source.at);
  return variable?.type ? [variable.type] : [];
}
