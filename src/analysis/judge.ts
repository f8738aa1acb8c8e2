import { MODULE_FUNCTION } from '../facts/facts.js';
import { isAdministered } from './administered.js';
import { isPutBackAtOnce } from './brackets.js';
import { isOwnConnection } from './connections.js';
import { isOwnConstruction } from './construction.js';
import type { Container } from './containers.js';
import type { Effect } from './effect.js';
import { elementKey, isInFixedEntry, isInsideElement } from './elements.js';
import { isEvicted, isEvictedOnlyWhenAsked, isHandedToNext, isOnlyKeptShort, isShownBeforeItIsEmptied, isStack, isTakenByAnother } from './eviction.js';
import { besideGuests } from './fallback-keys.js';
import { onThisObject } from './held-objects.js';
import { holderOf, initialOf, isChangedBy, isScratchContainer, isText } from './holders.js';
import { isKeptApart } from './kept-apart.js';
import { covers, isConnectionKey, isConstantKey, isGetOrCreate, isMemoOfOne, isOnce, isPrincipal, isUnderOwnName, tellsApart, typesOf } from './keys.js';
import { listedAt } from './listing.js';
import { isAnsweredFrom } from './lookups.js';
import { isMembershipOnly } from './membership.js';
import { isCount } from './self-update.js';
import type { Source } from './source.js';
import { isOnlyEnded } from './only-ended.js';
import { perCall } from './per-call.js';
import { isPersisted, isSavedSetting } from './persistence.js';
import type { Program } from './program.js';
import { provenance } from './provenance.js';
import type { Reach } from './reach.js';
import type { Confidence } from './report.js';
import type { Root } from './roots.js';
import { hiddenInResponse } from './response-caches.js';
import { isScratch } from './scratch.js';
import { identityByName, saysWhoByName, settingByName } from './tie-break.js';
import { isTimer } from './timers.js';
import { isTornDown } from './torn-down.js';
import { type Analysis, harmless, isWorse, type Verdict } from './verdict.js';
import { isKeptByShared } from './weak-keys.js';

/** So many calls, and some of them into code that cannot be followed: no proof that it is still the user's. */
const LONG_WAY = 6;

export function verdictOf(analysis: Analysis, root: Root): Verdict {
  const allowed = analysis.program.configuration.allow.some(({ name }) => name === root.name);
  if (allowed) return harmless('allowed');
  if (root.frozen) return harmless('frozen');
  if (root.container === 'weak' && !root.effects.some((effect) => isKeptByShared(analysis, effect))) return harmless('weak');
  if (root.container === 'request-scoped') return harmless('request-scoped');
  if (analysis.isConfined(root.file) && root.kind !== 'foreign') return harmless('confined');
  if (root.kind === 'global' && /^global\.(?:document|location|history|navigator|localStorage|sessionStorage)$/.test(root.name)) return harmless('confined');
  let worst: Verdict = harmless(root.effects.length === 0 ? 'never-written' : 'initialisation');
  for (const effect of root.effects) {
    for (const met of perCall(analysis.program, effect)) {
      if (!isWorse(effectOrListing(analysis, root, met), worst)) continue;
      for (const own of onThisObject(analysis, root, met)) {
        const verdict = effectOrListing(analysis, root, own);
        if (isWorse(verdict, worst)) worst = verdict;
      }
    }
  }
  // Nothing but its making says how long it lives: not enough beside an origin that nobody knows.
  const isFarFetched = worst.source?.derived === true && worst.source.steps.length >= LONG_WAY;
  return root.kind === 'wired' && ((worst.level === 'warn' && worst.confidence === 'possible') || (isFarFetched && worst.level !== 'none')) ? { ...worst, level: 'info' } : worst;
}

/** What a change means by itself, or as a part of what is handed out as a whole. */
function effectOrListing(analysis: Analysis, root: Root, effect: Effect): Verdict {
  const verdict = effectVerdict(analysis, root, effect);
  if ((verdict.level === 'critical' || verdict.level === 'high' || verdict.level === 'warn') && isAdministered(analysis, root, effect, verdict)) return { ...harmless('administered', effect), level: 'info', source: verdict.source, readBack: verdict.readBack };
  if (root.kind === 'foreign' || !verdict.source || (verdict.level !== 'none' && verdict.level !== 'info')) return verdict;
  const read = listedAt(analysis, effect);
  return read ? { ...verdict, level: 'warn', confidence: 'likely', reason: 'listed', readBack: { kind: 'elsewhere', read } } : verdict;
}

function effectVerdict(analysis: Analysis, root: Root, effect: Effect): Verdict {
  const { program, reach } = analysis;
  if (effect.fn.id === MODULE_FUNCTION || effect.fn.fact.kind === 'static-block') return harmless('initialisation', effect);
  if (analysis.isConfined(effect.file)) return harmless('confined', effect);
  if (isKeptApart(reach, effect)) return harmless('request-scoped', effect);
  if (isOwnConstruction(program, root, effect)) return harmless('initialisation', effect);
  if (effect.mode === 'reset' && isTornDown(analysis, root, effect)) return { level: 'warn', confidence: 'possible', reason: 'torn-down', effect, source: undefined, readBack: analysis.reads.of(effect) };
  if (effect.mode === 'reset' || effect.mode === 'remove') return harmless('no-user-data', effect);
  if (effect.mode === 'update' && !isText(initialOf(program, effect.place))) return harmless('counter', effect);
  if (effect.mode === 'chain') return harmless('queue', effect);
  const container = holderOf(program, root, effect);
  if (effect.operator === 'call' && root.kind !== 'foreign' && !isChangedBy(effect, container)) return harmless('no-user-data', effect);
  const isSlot = container === 'weak' && isKeptByShared(analysis, effect);
  if (container === 'weak' && !isSlot) return harmless('weak', effect);
  if (container === 'request-scoped') return harmless('request-scoped', effect);
  const runner = effect.frame ? outermost(effect) : effect.fn;
  const when = reach.of(runner);
  const sources = analysis.origins.of(effect.file, effect.value, effect.frame);
  const user = sources.find(({ certainty }) => certainty === 'identity');
  // Nobody's request runs yet.
  if (when === 'boot' && (!user || (!user.entry && reach.isSurelyBoot(runner)))) return harmless('start-up', effect);
  if (isPersisted(analysis, root, effect) || isSavedSetting(analysis.program, effect) && !(user && isPrincipal(analysis.program, user))) return { ...harmless('persisted', effect), level: user ? 'info' : 'none', source: user };
  if (isInsideElement(effect) && !(effect.mode === 'keyed' && effect.operator !== 'call') && !isInFixedEntry(program, root, effect)) {
    const element = elementKey(program, effect);
    const named = element ? analysis.origins.of(element.file, element.value, element.frame) : [];
    // A part of an entry that was looked up by the request's own key stays that request's.
    const isOneOfMany = element !== undefined && isConnectionKey(program, element.file, element.value);
    if (isOneOfMany || named.some(({ certainty }) => certainty === 'identity') || (element === undefined && effect.mode === 'assign')) return besideGuests(analysis, effect, element, sources, { ...harmless('keyed', effect), source: user });
  }
  switch (effect.mode) {
    case 'assign': return slotVerdict(analysis, root, effect, when, sources, user);
    // Text that grows.
    case 'update':
    case 'append': return appendVerdict(analysis, root, effect, when, sources, user, container);
    case 'keyed': if (isSlot || isScratchContainer(program, root)) return slotVerdict(analysis, root, effect, when, sources, user);
      return besideGuests(analysis, effect, effect.key && { file: effect.file, value: effect.key, frame: effect.frame }, sources, keyedVerdict(analysis, root, effect, when, sources, user, container));
    case 'listen': return listenVerdict(analysis, root, effect, when, user);
  }
}

/** A slot: the next user's value takes its place, and whoever reads in between gets the wrong one. */
function slotVerdict(analysis: Analysis, root: Root, effect: Effect, when: Reach, sources: readonly Source[], user: Source | undefined): Verdict {
  const once = isOnce(analysis.program, effect);
  if (user) {
    const readBack = analysis.reads.of(effect);
    if (isMemoOfOne(analysis, effect, sources)) return { ...harmless('memo', effect), source: user, readBack };
    if (readBack.kind === 'never' && !isReadElsewhere(analysis.program, root, effect)) return { ...harmless('never-read', effect), level: 'info', source: user, readBack };
    if (readBack.kind === 'synchronous' || isPutBackAtOnce(analysis.program, root, effect)) return { ...harmless('synchronous', effect), source: user, readBack };
    // Cancelled or replaced by the next request, but nobody reads in it what the callback knows.
    if (isTimer(analysis.program, effect.file, effect.value)) return { level: 'warn', confidence: 'possible', reason: 'origin-unknown', effect, source: user, readBack };
    return { level: 'critical', confidence: confidenceOf(user, when), reason: once ? 'user-captured-once' : 'user-in-slot', effect, source: user, readBack };
  }
  return unknownVerdict(analysis, root, effect, when, sources);
}

/** What belongs to somebody else's code is read there: `logger.defaultMeta = …`. */
function isReadElsewhere(program: Program, root: Root, effect: Effect): boolean {
  if (root.kind === 'foreign' || effect.method === 'commit') return true;
  return effect.path.length > 0 && root.classes.length === 0 && root.values.some(({ file, value }) => value.kind === 'call' && provenance(program, file, value) !== undefined);
}

/** An origin that no caller explains: only a name or a type can break the tie. */
function unknownVerdict(analysis: Analysis, root: Root, effect: Effect, when: Reach, sources: readonly Source[]): Verdict {
  const source = sources[0];
  if (!source) return harmless('no-user-data', effect);
  if (when === 'boot') return harmless('start-up', effect);
  const readBack = analysis.reads.of(effect);
  if (readBack.kind === 'synchronous') return { ...harmless('synchronous', effect), source, readBack };
  const names = [root.name, ...effect.path, source.text, ...typesOf(analysis.program, source)];
  const suspicious = identityByName(names.flatMap((name) => name.split('.')).filter((name) => !settingByName([name]))) && !settingByName([root.name, ...effect.path]);
  if (readBack.kind === 'never' && !suspicious) return { ...harmless('never-read', effect), source, readBack };
  return { level: suspicious ? 'warn' : 'info', confidence: 'possible', reason: root.classes.length > 0 ? 'parameter-in-field' : 'origin-unknown', effect, source, readBack };
}

function appendVerdict(analysis: Analysis, root: Root, effect: Effect, when: Reach, sources: readonly Source[], user: Source | undefined, container: Container): Verdict {
  if (!user) return isMembershipOnly(analysis.program, analysis.reads, effect) ? harmless('membership', effect) : unknownVerdict(analysis, root, effect, when, sources);
  const readBack = analysis.reads.of(effect);
  if (container === 'bounded') return { ...harmless('evicted', effect), source: user, readBack };
  if (isScratch(analysis, root, effect)) return harmless('synchronous', effect);
  if (isMembershipOnly(analysis.program, analysis.reads, effect)) return { ...harmless('membership', effect), level: 'info', source: user, readBack };
  if (readBack.kind === 'never') return { ...harmless('never-read', effect), level: 'info', source: user, readBack };
  if (isOnlyEnded(analysis.program, analysis.reads, effect)) return { ...harmless('only-ended', effect), level: 'info', source: user, readBack };
  if (isStack(root, effect)) return { level: 'critical', confidence: confidenceOf(user, when), reason: 'user-in-slot', effect, source: user, readBack };
  if (isEvicted(root, effect) && isTakenByAnother(analysis, root, effect)) return { level: 'warn', confidence: 'likely', reason: 'user-appended', effect, source: user, readBack };
  if (isEvicted(root, effect) && !isOnlyKeptShort(analysis, root, effect) && !isShownBeforeItIsEmptied(analysis, root, effect) && !isHandedToNext(analysis, root, effect)) return { ...harmless('registry', effect), level: 'info', source: user, readBack };
  return { level: 'critical', confidence: confidenceOf(user, when), reason: 'user-appended', effect, source: user, readBack };
}

/** A collection keyed by the request is right as long as the key says all that the value depends on, and somebody cleans up. */
function keyedVerdict(analysis: Analysis, root: Root, effect: Effect, when: Reach, sources: readonly Source[], user: Source | undefined, container: Container): Verdict {
  if (isMembershipOnly(analysis.program, analysis.reads, effect)) return { ...harmless('membership', effect), level: user ? 'info' : 'none', source: user };
  if (isTimer(analysis.program, effect.file, effect.value)) return isEvicted(root, effect) ? harmless('evicted', effect) : { level: 'warn', confidence: 'possible', reason: 'retained-by-key', effect, source: user, readBack: analysis.reads.of(effect) };
  const keys = effect.key ? analysis.origins.of(effect.file, effect.key, effect.frame) : [];
  const isRecord = isUnderOwnName(effect);
  const missed = sources.find((source) => source.certainty === 'identity' && !(isRecord && source.derived) && isPrincipal(analysis.program, source) && !keys.some((key) => covers(key, source) || tellsApart(analysis.program, key) || isOwnConnection(analysis.program, key, source)));
  if (missed && keys.length > 0 && isAnsweredFrom(analysis, effect)) {
    return { level: 'high', confidence: confidenceOf(missed, when), reason: 'key-misses-user', effect, source: missed, readBack: analysis.reads.of(effect) };
  }
  const hidden = missed || keys.length === 0 || keys.some((key) => tellsApart(analysis.program, key)) ? undefined : hiddenInResponse(analysis, effect, sources);
  if (hidden && isAnsweredFrom(analysis, effect)) return { level: 'high', confidence: 'likely', reason: 'key-misses-user', effect, source: hidden, readBack: analysis.reads.of(effect) };
  if (!user && keys.every(({ certainty }) => certainty !== 'identity')) {
    if (keys.length === 0 && sources.length > 0) return unknownVerdict(analysis, root, effect, when, sources);
    return harmless(keys.length > 0 ? 'keyed' : 'no-user-data', effect);
  }
  if (user && keys.length === 0 && isConstantKey(analysis.program, effect)) return { level: 'critical', confidence: confidenceOf(user, when), reason: 'user-in-slot', effect, source: user, readBack: analysis.reads.of(effect) };
  const isCovered = sources.every((source) => keys.some((key) => covers(key, source)));
  if (isCovered && isCount(analysis.program, effect)) return { ...harmless('counter', effect), level: 'info' };
  const readBack = analysis.reads.of(effect);
  if (container === 'bounded') return { ...harmless('evicted', effect), source: user, readBack };
  if (sources.length > 0 && isCovered) return { ...harmless('memo', effect), source: user, readBack };
  if (isGetOrCreate(analysis.program, effect)) return { ...harmless('keyed', effect), level: 'info', source: user, readBack };
  const isTold = (key: Source): boolean => tellsApart(analysis.program, key) || isOwnConnection(analysis.program, key);
  const chosen = keys.find((key) => key.certainty === 'identity' && !key.derived && !isTold(key));
  const isKeyed = keys.some(isTold);
  if (isEvicted(root, effect)) {
    if (user && chosen && !isKeyed && !isOwnConnection(analysis.program, user) && isAnsweredFrom(analysis, effect)) return { level: 'warn', confidence: 'likely', reason: 'key-misses-user', effect, source: user, readBack };
    const isSomebodys = user && (isPrincipal(analysis.program, user) || keys.some(({ text }) => saysWhoByName(text)));
    if (isSomebodys && isEvictedOnlyWhenAsked(analysis, root, effect)) return { level: 'warn', confidence: 'possible', reason: 'retained-until-asked', effect, source: user, readBack };
    return { ...harmless('evicted', effect), source: user, readBack };
  }
  const source = user ?? keys.find(({ certainty }) => certainty === 'identity');
  // A key that says nobody's name, and nothing of anybody under it: memory at most.
  if (keys.length === 0 || (!user && !isKeyed)) return { level: 'warn', confidence: 'likely', reason: 'retained-by-key', effect, source, readBack };
  return { level: 'high', confidence: source ? confidenceOf(source, when) : 'possible', reason: 'retained-by-key', effect, source, readBack };
}

/** A listener that captures a request, on something that outlives it. */
function listenVerdict({ program, origins }: Analysis, root: Root, effect: Effect, when: Reach, user: Source | undefined): Verdict {
  // A part of something bigger, an entry of a table: it may well live no longer than the request.
  if (!user || when !== 'request' || effect.place.path.includes('*') || effect.place.path.length > 1) return harmless('registry', effect);
  if (isEvicted(root, effect)) return { ...harmless('evicted', effect), source: user };
  // `events.on(`qrcode-${session}`, …)`: told of nothing but what is meant for this one, but told for ever.
  const isOwnTopic = effect.key !== undefined && program.functionsOf(effect.file, effect.key).length === 0 && origins.of(effect.file, effect.key, effect.frame).some(({ certainty }) => certainty === 'identity');
  if (isOwnTopic) return { level: 'warn', confidence: 'likely', reason: 'request-captured', effect, source: user, readBack: undefined };
  return { level: 'critical', confidence: confidenceOf(user, when), reason: 'request-captured', effect, source: user, readBack: undefined };
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
