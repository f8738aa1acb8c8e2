import { MODULE_FUNCTION, type Value } from '../../facts/facts.js';
import { asksWho } from '../asks-who.js';
import { methodName } from '../entries/entries.js';
import { type Effect, UNCONDITIONAL } from '../effect.js';
import { covers, tellsApart } from '../keys.js';
import { type Analysis, harmless, type Verdict } from '../verdict.js';
import { principalByName } from '../tie-break.js';
import type { Fn, Program } from '../program.js';
import type { Source } from '../source.js';
import type { Root } from '../roots.js';

/** A memo keeps its first result: for one user's arguments, or under a key that leaves the user out. */
export function memoVerdict(analysis: Analysis, root: Root): Verdict | undefined {
  const fills = root.container === 'bounded';
  if ((root.container !== 'memo' && !fills) || !root.variable) return undefined;
  const { program, origins } = analysis;
  for (const { file, value } of root.values) {
    const call = value.kind === 'call' ? program.facts(file).calls[value.id] : undefined;
    const inner = call?.arguments.flatMap((argument) => program.functionsOf(file, fills ? loaderIn(argument) : argument))[0];
    if (!call || !inner) continue;
    const made = methodName(program, file, call.callee);
    // One for all, whatever it is asked with: the first result, or the last one of a while.
    const keepsLast = /throttle|debounce/i.test(made);
    const keepsOne = keepsLast || /once|lazy|singleton/i.test(made);
    const inKey = partsOfKey(program, file, call.arguments);
    const inside = inner.fact.returns.flatMap((returned) => origins.of(file, returned)).find((source) => source.certainty === 'identity' && inner.fact.parameters.every((id) => program.variable(file, id)?.at !== source.at) && !source.steps.some(({ targets }) => targets.includes(inner)));
    const base = { mode: 'assign' as const, path: [], place: { base: { kind: 'variable' as const, ...root.variable }, path: [] }, key: undefined, operator: 'call' as const, ...UNCONDITIONAL };
    if (inside && !isParameterOf(program, file, inner.fact.parameters, inside.at) && !program.functionsOf(file, keyOption(call.arguments)).some((fn) => asksWho(program, fn))) {
      return { level: 'critical', confidence: 'likely', reason: keepsOne || inner.fact.parameters.length === 0 ? 'user-captured-once' : 'key-misses-user', source: inside, readBack: undefined, effect: { ...base, value, file, at: inner.fact.at, fn: inner } };
    }
    const hidden = inKey && notInKey(analysis, inner, inKey);
    if (hidden) return { level: 'high', confidence: 'likely', reason: 'key-misses-user', source: hidden, readBack: undefined, effect: { ...base, value, file, at: inner.fact.at, fn: inner } };
    for (const site of program.callsOf(root.key)) {
      const { callee } = site.call;
      const method = callee.kind === 'member' ? callee.key : undefined;
      const isOfLoader = method === 'load' || method === 'loadMany';
      if (made === 'DataLoader' ? !isOfLoader : isOfLoader || method === 'test' || method === 'exec') continue;
      // Whose call is left out in between matters to nobody who wants no answer; of what is put off, only the last caller's is done.
      if (keepsLast && site.call.statement && !/debounce/i.test(made)) continue;
      const args = site.call.arguments;
      for (const [index, argument] of args.entries()) {
        const parts = inKey?.filter(({ position }) => position === index);
        if (!keepsOne && (!parts || parts.some(({ property }) => property === undefined))) continue;
        const keys = keepsOne ? [] : (parts ?? []).flatMap(({ property }) => origins.of(site.file, { kind: 'member', object: argument, key: property ?? '', at: site.call.at }));
        // A memo by its first argument is wrong where another one says who asks.
        const source = origins.of(site.file, argument).find((one) => one.certainty === 'identity' && (keepsOne || principalByName(one.text, one.entry === undefined)) && !keys.some((key) => covers(key, one) || tellsApart(program, key)));
        if (!source) continue;
        const effect = { ...base, value: argument, file: site.file, at: site.call.at, fn: site.from };
        return keepsOne && !keepsLast
          ? { level: 'critical', confidence: 'definite', reason: 'user-captured-once', source, readBack: undefined, effect }
          : { level: 'high', confidence: 'likely', reason: 'key-misses-user', source, readBack: undefined, effect };
      }
    }
  }
  return fills ? undefined : harmless('memo');
}

/** `(event, shift) => load(getUserSession(event), shift)` under a key of `shift` alone. */
function notInKey({ program, origins }: Analysis, inner: Fn, inKey: readonly KeyPart[]): Source | undefined {
  const asked = asksWho(program, inner);
  const source = asked && origins.of(inner.file, asked).find(({ certainty }) => certainty === 'identity');
  const position = source ? inner.fact.parameters.findIndex((id) => program.variable(inner.file, id)?.at === source.at) : -1;
  return position >= 0 && !inKey.some((part) => part.position === position) ? source : undefined;
}

/** `unstable_cache(() => load(user), ['profile'])` in a function: kept by the framework under that key, whoever the function is called for. */
export function* keptByFramework(program: Program, file: string): Generator<Effect> {
  for (const call of program.facts(file).calls) {
    const [loader, key] = call.arguments;
    const fn = loader?.kind === 'function' && methodName(program, file, call.callee) === 'unstable_cache' ? program.fn(file, call.function) : undefined;
    if (!fn || !loader || fn.id === MODULE_FUNCTION) continue;
    const path = ['unstable_cache'];
    const whole: Value = key ?? { kind: 'literal' };
    yield { mode: 'keyed', path: ['*'], place: { base: { kind: 'external', request: 'next/cache', path }, path: [] }, key: whole, value: loader, operator: '=', file, at: call.at, fn, ...UNCONDITIONAL };
  }
}

/** `defineCachedEventHandler(async (event) => …)`: answers that Nitro keeps, by their address unless told otherwise. */
export function* keptByNitro(program: Program, file: string): Generator<Effect> {
  for (const call of program.facts(file).calls) {
    const [handler, options] = call.arguments;
    const [fn] = handler && /^(?:defineC|c)achedEventHandler$/.test(methodName(program, file, call.callee)) ? program.functionsOf(file, handler) : [];
    const asked = fn && asksWho(program, fn);
    const event = fn?.fact.parameters[0];
    if (!fn || !asked || event === undefined) continue;
    const given = options?.kind === 'object' ? options.properties.find(({ name }) => name === 'getKey')?.value : undefined;
    const [byKey] = given ? program.functionsOf(file, given) : [];
    if (byKey && asksWho(program, byKey)) continue;
    const key: Value = { kind: 'member', object: { kind: 'variable', id: event }, key: 'path', at: call.at };
    yield { mode: 'keyed', path: ['*'], place: { base: { kind: 'external', request: 'nitro', path: ['cachedEventHandler'] }, path: [] }, key, value: asked, operator: '=', file, at: call.at, fn, ...UNCONDITIONAL };
  }
}

/** A part of the key of a memo: an argument, or one property of it. */
type KeyPart = { readonly position: number; readonly property: string | undefined };

/** What the key of a memo is made of: the first argument, unless a function says otherwise; nothing where that cannot be read. */
function partsOfKey(program: Program, file: string, args: readonly Value[]): readonly KeyPart[] | undefined {
  const [, resolver, ...rest] = args;
  if (!resolver && rest.length === 0) return [{ position: 0, property: undefined }];
  const [fn, other] = program.functionsOf(file, keyOption(args));
  if (!fn || other || fn.fact.returns.length === 0 || fn.fact.rest !== undefined) return undefined;
  const { parameters } = fn.fact;
  const used = fn.fact.returns.flatMap((value) => partsAsked(program, file, value, parameters, 0));
  // A list of all arguments is what most options are given; a loader gives its one key.
  if (resolver?.kind !== 'object' || resolver.properties.some(({ name }) => name === 'cacheKeyFn' || name === 'getKey')) return used.map(({ position, path: [property] }) => ({ position, property }));
  // `cacheKey: ([user, page]) => …` is given all arguments as one list.
  return used.some(({ path: [position] }) => position === undefined || !/^\d+$/.test(position)) ? undefined
    : used.map(({ path: [position, property] }) => ({ position: Number(position), property }));
}

/** The function that makes the key of a memo. */
function keyOption([, resolver]: readonly Value[]): Value {
  const option = resolver?.kind === 'object' ? resolver.properties.find(({ name }) => /^(?:cacheKey|cacheKeyFn|getKey|normalizer|resolver|serializer|transformKey|hasher)$/.test(name))?.value : resolver;
  return option ?? { kind: 'unknown' };
}

type Asked = { readonly position: number; readonly path: readonly string[] };

/** The parameters that a value is made of, and the way down into each: `query.section`, or `section` of `({ section })`. */
function partsAsked(program: Program, file: string, value: Value, parameters: readonly number[], depth: number): readonly Asked[] {
  if (depth > 6) return [];
  const all = (parts: readonly Value[]): readonly Asked[] => parts.flatMap((part) => partsAsked(program, file, part, parameters, depth + 1));
  switch (value.kind) {
    case 'call': {
      const call = program.facts(file).calls[value.id];
      return call ? all([...call.arguments, ...(call.callee.kind === 'member' ? [call.callee.object] : [])]) : [];
    }
    case 'variable': {
      const position = parameters.indexOf(value.id);
      return position >= 0 ? [{ position, path: [] }] : all(program.variable(file, value.id)?.definitions ?? []);
    }
    case 'member': {
      const whole = all([value.object]);
      const { key } = value;
      return typeof key === 'string' ? whole.map(({ position, path }) => ({ position, path: [...path, key] })) : [...whole, ...all([key])];
    }
    case 'array': return all(value.elements);
    case 'object': return all([...value.properties.map((property) => property.value), ...value.spreads]);
    case 'either': return all(value.of);
    case 'derived': return all(value.from);
    case 'await': return all([value.of]);
    default: return [];
  }
}

/** `new LRUCache({ fetchMethod: (id) => … })`: a cache that fills itself. */
function loaderIn(options: Value): Value {
  const loader = options.kind === 'object' ? options.properties.find(({ name }) => /^(?:fetchMethod|memoMethod|load|loader|factory)$/.test(name)) : undefined;
  return loader?.value ?? { kind: 'unknown' };
}

function isParameterOf(program: Program, file: string, parameters: readonly number[], at: number): boolean {
  return parameters.some((id) => program.variable(file, id)?.at === at);
}
