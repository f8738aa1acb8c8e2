import { MODULE_FUNCTION, type Value } from '../facts/facts.js';
import { containerOf, type Container } from './containers.js';
import type { Effect } from './effects.js';
import type { Origins, Source } from './origins.js';
import { parameterIndex } from './parameters.js';
import type { Program } from './program.js';
import type { Reach, Reachability } from './reach.js';
import type { ReadBack, ReadIndex } from './read-back.js';
import { placeKey, referenceKey } from './references.js';
import { LEVELS, type Confidence, type Level } from './report.js';
import type { Root } from './roots.js';
import { listedAt } from './listing.js';
import { isPersisted } from './persistence.js';
import { identityByName, principalByName, settingByName, tellsApartByName } from './tie-break.js';

/** Everything the facts of a program can be asked. */
export type Analysis = {
  readonly program: Program;
  readonly reach: Reachability;
  readonly origins: Origins;
  readonly reads: ReadIndex;
  readonly isConfined: (file: string) => boolean;
};

/** Why one change of a root is (or is not) dangerous. */
export type Verdict = {
  readonly level: Level;
  readonly confidence: Confidence;
  readonly reason: Reason;
  readonly effect: Effect | undefined;
  readonly source: Source | undefined;
  readonly readBack: ReadBack | undefined;
};

export type Reason =
  | 'never-written' | 'initialisation' | 'start-up' | 'confined' | 'weak' | 'request-scoped' | 'synchronous' | 'never-read' | 'no-user-data' | 'counter'
  | 'persisted' | 'keyed' | 'memo' | 'evicted' | 'registry' | 'frozen' | 'allowed' | 'origin-unknown'
  | 'user-in-slot' | 'user-captured-once' | 'user-appended' | 'retained-by-key' | 'key-misses-user' | 'listed' | 'torn-down' | 'request-captured' | 'parameter-in-field' | 'foreign';

export function verdictOf(analysis: Analysis, root: Root): Verdict {
  const allowed = analysis.program.configuration.allow.some(({ name }) => name === root.name);
  if (allowed) return harmless('allowed');
  if (root.frozen) return harmless('frozen');
  if (root.container === 'weak') return harmless('weak');
  if (root.container === 'request-scoped') return harmless('request-scoped');
  if (analysis.isConfined(root.file) && root.kind !== 'foreign') return harmless('confined');
  let worst: Verdict = harmless(root.effects.length === 0 ? 'never-written' : 'initialisation');
  for (const effect of root.effects) {
    const verdict = effectVerdict(analysis, root, effect);
    if (isWorse(verdict, worst)) worst = verdict;
    if (verdict.source && (verdict.level === 'none' || verdict.level === 'info')) {
      const read = listedAt(analysis, effect);
      const listed: Verdict = { ...verdict, level: 'warn', confidence: 'likely', reason: 'listed', readBack: read && { kind: 'elsewhere', read } };
      if (read && isWorse(listed, worst)) worst = listed;
    }
  }
  return worst;
}

function effectVerdict(analysis: Analysis, root: Root, effect: Effect): Verdict {
  const { program, reach } = analysis;
  if (effect.fn.id === MODULE_FUNCTION || effect.fn.fact.kind === 'static-block') return harmless('initialisation', effect);
  if (analysis.isConfined(effect.file)) return harmless('confined', effect);
  if (isOwnConstruction(program, root, effect)) return harmless('initialisation', effect);
  if (effect.mode === 'reset' && isTornDown(analysis, root, effect)) return { level: 'warn', confidence: 'possible', reason: 'torn-down', effect, source: undefined, readBack: analysis.reads.of(effect) };
  if (effect.mode === 'reset' || effect.mode === 'remove') return harmless('no-user-data', effect);
  if (effect.mode === 'update') return harmless('counter', effect);
  const container = holderOf(program, root, effect);
  if (effect.operator === 'call' && root.kind !== 'foreign' && !isChangedBy(effect, container)) return harmless('no-user-data', effect);
  if (container === 'weak') return harmless('weak', effect);
  if (container === 'request-scoped') return harmless('request-scoped', effect);
  const runner = effect.frame ? outermost(effect) : effect.fn;
  const when = reach.of(runner);
  const sources = analysis.origins.of(effect.file, effect.value, effect.frame);
  const user = sources.find(({ certainty }) => certainty === 'identity');
  if (when === 'boot' && !user) return harmless('start-up', effect);
  if (isPersisted(analysis, root, effect)) return { ...harmless('persisted', effect), level: user ? 'info' : 'none', source: user };
  if (isInsideElement(effect) && !(effect.mode === 'keyed' && effect.operator !== 'call')) {
    const element = elementKey(program, effect);
    const named = element ? analysis.origins.of(effect.file, element, effect.frame) : [];
    // A part of an entry that was looked up by the request's own key stays that request's.
    if (named.some(({ certainty }) => certainty === 'identity') || (element === undefined && effect.mode === 'assign')) return { ...harmless('keyed', effect), source: user };
  }
  switch (effect.mode) {
    case 'assign': return slotVerdict(analysis, root, effect, when, sources, user);
    case 'append': return appendVerdict(analysis, root, effect, when, sources, user, container);
    case 'keyed': return keyedVerdict(analysis, root, effect, when, sources, user, container);
    case 'listen': return listenVerdict(root, effect, when, user);
  }
}

/** A slot: the next user's value takes its place, and whoever reads in between gets the wrong one. */
function slotVerdict(analysis: Analysis, root: Root, effect: Effect, when: Reach, sources: readonly Source[], user: Source | undefined): Verdict {
  const once = isOnce(analysis.program, effect);
  if (user) {
    const readBack = analysis.reads.of(effect);
    if (readBack.kind === 'never' && root.kind !== 'foreign' && effect.path[0] !== 'locals') return { ...harmless('never-read', effect), level: 'info', source: user, readBack };
    if (readBack.kind === 'synchronous') return { ...harmless('synchronous', effect), source: user, readBack };
    return { level: 'critical', confidence: confidenceOf(user, when), reason: once ? 'user-captured-once' : 'user-in-slot', effect, source: user, readBack };
  }
  return unknownVerdict(analysis, root, effect, when, sources);
}

/** An origin that no caller explains: only a name or a type can break the tie. */
function unknownVerdict(analysis: Analysis, root: Root, effect: Effect, when: Reach, sources: readonly Source[]): Verdict {
  const source = sources[0];
  if (!source) return harmless('no-user-data', effect);
  if (when === 'boot') return harmless('start-up', effect);
  const readBack = analysis.reads.of(effect);
  if (readBack.kind === 'synchronous') return { ...harmless('synchronous', effect), source, readBack };
  const names = [root.name, ...effect.path, source.text, ...typesOf(analysis.program, source)];
  const suspicious = identityByName(names) && !settingByName([root.name, ...effect.path]);
  if (readBack.kind === 'never' && !suspicious) return { ...harmless('never-read', effect), source, readBack };
  return { level: suspicious ? 'warn' : 'info', confidence: 'possible', reason: root.classes.length > 0 ? 'parameter-in-field' : 'origin-unknown', effect, source, readBack };
}

function appendVerdict(analysis: Analysis, root: Root, effect: Effect, when: Reach, sources: readonly Source[], user: Source | undefined, container: Container): Verdict {
  if (!user) return unknownVerdict(analysis, root, effect, when, sources);
  const readBack = analysis.reads.of(effect);
  if (container === 'bounded') return { ...harmless('evicted', effect), source: user, readBack };
  if (readBack.kind === 'never') return { ...harmless('never-read', effect), level: 'info', source: user, readBack };
  if (isStack(root, effect)) return { level: 'critical', confidence: confidenceOf(user, when), reason: 'user-in-slot', effect, source: user, readBack };
  if (isEvicted(root, effect)) return { ...harmless('registry', effect), level: 'info', source: user, readBack };
  return { level: 'critical', confidence: confidenceOf(user, when), reason: 'user-appended', effect, source: user, readBack };
}

/** Pushed before and popped after some asynchronous work: whoever looks at the top meanwhile sees the last one in. */
function isStack(root: Root, effect: Effect): boolean {
  return root.effects.some((other) => other.mode === 'remove' && (other.method === 'pop' || other.method === 'shift') && other.fn === effect.fn
    && effect.fn.fact.awaits.some((at) => at > effect.at && at <= other.at));
}

/** A collection keyed by the request is right as long as the key says all that the value depends on, and somebody cleans up. */
function keyedVerdict(analysis: Analysis, root: Root, effect: Effect, when: Reach, sources: readonly Source[], user: Source | undefined, container: Container): Verdict {
  const keys = effect.key ? analysis.origins.of(effect.file, effect.key, effect.frame) : [];
  const missed = sources.find((source) => source.certainty === 'identity' && isPrincipal(analysis.program, source) && !keys.some((key) => covers(key, source) || tellsApart(analysis.program, key)));
  if (missed && keys.length > 0) {
    return { level: 'high', confidence: confidenceOf(missed, when), reason: 'key-misses-user', effect, source: missed, readBack: analysis.reads.of(effect) };
  }
  if (!user && keys.every(({ certainty }) => certainty !== 'identity')) {
    if (keys.length === 0 && sources.length > 0) return unknownVerdict(analysis, root, effect, when, sources);
    return harmless(keys.length > 0 ? 'keyed' : 'no-user-data', effect);
  }
  if (user && keys.length === 0 && isConstantKey(analysis.program, effect)) return { level: 'critical', confidence: confidenceOf(user, when), reason: 'user-in-slot', effect, source: user, readBack: analysis.reads.of(effect) };
  const readBack = analysis.reads.of(effect);
  if (container === 'bounded') return { ...harmless('evicted', effect), source: user, readBack };
  if (sources.length > 0 && sources.every((source) => keys.some((key) => covers(key, source)))) return { ...harmless('memo', effect), source: user, readBack };
  if (isGetOrCreate(analysis.program, effect)) return { ...harmless('keyed', effect), level: 'info', source: user, readBack };
  const chosen = keys.find((key) => key.certainty === 'identity' && !key.derived && !tellsApart(analysis.program, key));
  const isKeyed = keys.some((key) => tellsApart(analysis.program, key));
  if (isEvicted(root, effect)) {
    if (user && chosen && !isKeyed) return { level: 'warn', confidence: 'likely', reason: 'key-misses-user', effect, source: user, readBack };
    return { ...harmless('evicted', effect), source: user, readBack };
  }
  const source = user ?? keys.find(({ certainty }) => certainty === 'identity');
  if (keys.length === 0) return { level: 'warn', confidence: 'likely', reason: 'retained-by-key', effect, source, readBack };
  return { level: 'high', confidence: source ? confidenceOf(source, when) : 'possible', reason: 'retained-by-key', effect, source, readBack };
}

/** A listener that captures a request, on something that outlives it. */
function listenVerdict(root: Root, effect: Effect, when: Reach, user: Source | undefined): Verdict {
  // A part of something bigger, an entry of a table: it may well live no longer than the request.
  if (!user || when !== 'request' || effect.place.path.includes('*') || effect.place.path.length > 1) return harmless('registry', effect);
  if (isEvicted(root, effect)) return { ...harmless('evicted', effect), source: user };
  return { level: 'critical', confidence: confidenceOf(user, when), reason: 'request-captured', effect, source: user, readBack: undefined };
}

/**
 * A global slot has writers that no program shows. A request that uses what is there and then takes it away
 * does so to every other request.
 */
function isTornDown({ reach, program }: Analysis, root: Root, effect: Effect): boolean {
  if (root.kind !== 'global' || reach.of(effect.fn) !== 'request' || effect.path.length > 0) return false;
  return effect.fn.calls.some(({ call, file }) => call.callee.kind === 'member' && program.references.places(file, call.callee.object).some(({ base, path }) => base.kind === 'global' && path.length === 0 && base.name !== 'console' && program.facts(file).writes.some(({ target }) => target.kind === 'member' && target.key === base.name)));
}

/** Whether a method call changes what this kind of thing holds: `add` fills a Set, but counts on a metric. */
function isChangedBy({ mode, place }: Effect, container: Container): boolean {
  switch (container) {
    case 'collection':
    case 'bounded':
    case 'weak':
    case 'request-scoped': return mode !== 'listen';
    case 'emitter':
    case 'instance': return mode === 'listen';
    case 'store': return true;
    case 'object': return mode === 'append' || mode === 'keyed';
    case 'unknown': return mode === 'listen' || mode === 'append' && place.path.includes('*');
    default: return false;
  }
}

/** The change happens while the long-lived object is being built. */
function isOwnConstruction(program: Program, root: Root, effect: Effect): boolean {
  // `new Workspace(user)` that returns the first one: its constructor is the accessor.
  if (root.values.some(({ file, value }) => value.kind === 'this' && file === effect.fn.file && program.facts(file).functions[value.function]?.class === effect.fn.fact.class)) return false;
  return effect.fn.fact.kind === 'constructor' && root.classes.some(({ file, id }) => file === effect.fn.file && id === effect.fn.fact.class) || root.kind === 'container' && effect.fn.fact.kind === 'constructor';
}

/** A change inside an entry of a collection: `runs.get(id).status = …`. */
function isInsideElement({ place, path, operator }: Effect): boolean {
  const outer = operator === 'call' ? place.path : path.slice(0, -1);
  return outer.includes('*');
}

/** The key under which the entry was looked up. */
function elementKey(program: Program, effect: Effect): Value | undefined {
  const facts = program.facts(effect.file);
  const target = facts.writes.find(({ at }) => at === effect.at)?.target ?? facts.calls.find(({ at, callee }) => at === effect.at && callee.kind === 'member' && callee.key === effect.method)?.callee;
  for (let value = target, steps = 0; value && steps < 12; steps += 1) {
    if (value.kind === 'await') value = value.of;
    else if (value.kind === 'either') value = value.of[0];
    else if (value.kind === 'member') {
      if (typeof value.key !== 'string' && value !== target && value.key.kind !== 'unknown') return value.key;
      value = value.object;
    } else if (value.kind === 'variable') {
      const definitions: readonly Value[] = program.variable(effect.file, value.id)?.definitions ?? [];
      value = definitions[0];
    } else if (value.kind === 'call') {
      const call = facts.calls[value.id];
      if (call?.callee.kind === 'member' && call.callee.key === 'get') return call.arguments[0];
      value = call?.callee;
    } else return undefined;
  }
  return undefined;
}

/** What the changed place itself holds: the root's own container, or the field's. */
function holderOf(program: Program, root: Root, effect: Effect): Container {
  const { base, path } = effect.place;
  const field = path[0];
  if (base.kind === 'variable' && field !== undefined && root.container === 'object') return propertyContainer(program, root, path);
  if (base.kind === 'class' && path.length <= (effect.operator === 'call' ? 1 : 2)) return root.container;
  if (base.kind !== 'instance' || field === undefined) return path.length > 0 ? 'unknown' : root.container;
  if (path.length > (effect.operator === 'call' ? 1 : 2)) return 'unknown';
  const member = program.class(base.file, base.id)?.members.find(({ name, static: isStatic }) => name === field && !isStatic);
  if (member?.value) return containerOf(program, base.file, member.value);
  if (member?.type !== undefined && COLLECTION_TYPE.test(member.type)) return 'collection';
  for (const write of program.facts(base.file).writes) {
    if (write.target.kind === 'member' && write.target.key === field && write.target.object.kind === 'this' && program.facts(base.file).functions[write.function]?.kind === 'constructor') {
      return containerOf(program, base.file, write.value);
    }
  }
  return 'unknown';
}

const COLLECTION_TYPE = /^(?:Map|Set|Array|Record|Dictionary)$/;

/** What a property of an object literal starts with. */
function propertyContainer(program: Program, root: Root, path: readonly string[]): Container {
  for (const { file, value } of root.values) {
    let at: Value | undefined = value;
    for (const name of path) at = at?.kind === 'object' ? at.properties.find((property) => property.name === name)?.value : undefined;
    if (at) return containerOf(program, file, at);
  }
  return path.length === 0 ? root.container : 'unknown';
}

/** Somebody takes entries out again: the same place, or the whole of it. */
export function isEvicted(root: Root, effect: Effect): boolean {
  const own = collectionKey(effect);
  return root.effects.some((other) => other.fn.id !== MODULE_FUNCTION && other.fn.fact.kind !== 'constructor'
    && (other.mode === 'remove' || other.mode === 'reset') && (collectionKey(other) === own || (other.mode === 'reset' && [...other.path].join('.') === own.slice(own.indexOf(' ') + 1) && other.path.length > 0)));
}

/** A key that is the same at every call; in a helper, at this call. */
function isConstantKey(program: Program, effect: Effect): boolean {
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
    case 'either': return key.of.every((part) => isConstant(program, file, part));
    case 'member': return key.object.kind === 'variable' && program.variable(file, key.object.id)?.function === MODULE_FUNCTION;
    case 'variable': {
      const variable = program.variable(file, key.id);
      if (variable?.kind === 'parameter') return isConstantParameter(program, file, key, variable.definitions);
      return variable !== undefined && (variable.function === MODULE_FUNCTION || variable.definitions.every((part) => isConstant(program, file, part)));
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
    return given.kind === 'literal' || (given.kind === 'variable' && program.variable(site.file, given.id)?.kind !== 'parameter' && isConstant(program, site.file, given));
  });
}

/** The collection that an element is put into or taken out of. */
function collectionKey({ place, path, operator }: Effect): string {
  const inside = operator === 'call' ? place.path : path.slice(0, -1);
  return `${referenceKey(place.base).replaceAll(' ', '_')} ${inside.join('.')}`;
}

/** Written only when nothing was there: `if (!x) x = …`, `x ??= …`. */
export function isOnce(program: Program, effect: Effect): boolean {
  if (effect.operator === '??=' || effect.operator === '||=') return true;
  const own = placeKey({ base: effect.place.base, path: effect.path });
  return effect.absent.some((value) => program.references.places(effect.file, value).some((place) => placeKey(place) === own));
}

/** `if (!m.has(k)) m.set(k, …)`, or a look-up of the same collection earlier in the function. */
function isGetOrCreate(program: Program, effect: Effect): boolean {
  if (isOnce(program, effect)) return true;
  const own = placeKey(effect.place);
  return program.facts(effect.file).calls.some((call) => call.function === effect.fn.id && call.at < effect.at && call.callee.kind === 'member'
    && (call.callee.key === 'get' || call.callee.key === 'has')
    && program.references.places(effect.file, call.callee.object).some((place) => placeKey(place) === own));
}

/** Whether a key says everything that a value takes from its source: the same thing, or the whole that it is part of. */
function covers(key: Source, value: Source): boolean {
  if (key.root !== value.root) return false;
  return key.text === value.text || value.text.startsWith(`${key.text}.`) || (key.text.startsWith(`${value.text}.`) && isIdentifier(key.text));
}

/** A key `user.id` stands for `user`. */
function isIdentifier(text: string): boolean {
  return /(?:^|[._])(?:id|_id|uuid|key|name|sub|email)$|Id$|ID$/.test(text);
}

/** Says who asks, not what for: the user, session, tenant or credentials. */
function isPrincipal(program: Program, source: Source): boolean {
  return principalByName(source.text, source.entry === undefined) || identityByName(typesOf(program, source).filter((type) => !/Request|Context$/.test(type)));
}

function tellsApart(program: Program, source: Source): boolean {
  return tellsApartByName(source.text) || (!source.text.includes('.') && identityByName(typesOf(program, source).filter((type) => !/Request|Context$/.test(type))));
}

function typesOf(program: Program, source: Source): string[] {
  const variable = program.facts(source.file).variables.find(({ at }) => at === source.at);
  return variable?.type ? [variable.type] : [];
}

function outermost(effect: Effect): Effect['fn'] {
  let frame = effect.frame;
  while (frame?.outer) frame = frame.outer;
  return frame?.site.from ?? effect.fn;
}

function confidenceOf(source: Source, when: Reach): Confidence {
  if (source.entry && !source.entry.certain) return 'likely';
  return source.derived || when !== 'request' ? 'likely' : 'definite';
}

export function harmless(reason: Reason, effect?: Effect): Verdict {
  return { level: 'none', confidence: 'definite', reason, effect, source: undefined, readBack: undefined };
}

const CONFIDENCE: Readonly<Record<Confidence, number>> = { definite: 0, likely: 1, possible: 2 };

export function isWorse(a: Verdict, b: Verdict): boolean {
  const byLevel = LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level);
  if (byLevel !== 0) return byLevel < 0;
  return a.level !== 'none' && CONFIDENCE[a.confidence] < CONFIDENCE[b.confidence];
}

