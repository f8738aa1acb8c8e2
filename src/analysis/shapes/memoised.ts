import type { Value } from '../../facts/facts.js';
import { methodName } from '../entries/entries.js';
import { UNCONDITIONAL } from '../effect.js';
import { type Analysis, harmless, type Verdict } from '../verdict.js';
import { principalByName } from '../tie-break.js';
import type { Program } from '../program.js';
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
    const inKey = positionsInKey(program, file, call.arguments);
    const inside = inner.fact.returns.flatMap((returned) => origins.of(file, returned)).find((source) => source.certainty === 'identity' && inner.fact.parameters.every((id) => program.variable(file, id)?.at !== source.at));
    const base = { mode: 'assign' as const, path: [], place: { base: { kind: 'variable' as const, ...root.variable }, path: [] }, key: undefined, operator: 'call' as const, ...UNCONDITIONAL };
    if (inside && !isParameterOf(program, file, inner.fact.parameters, inside.at)) {
      return { level: 'critical', confidence: 'likely', reason: keepsOne || inner.fact.parameters.length === 0 ? 'user-captured-once' : 'key-misses-user', source: inside, readBack: undefined, effect: { ...base, value, file, at: inner.fact.at, fn: inner } };
    }
    for (const site of program.callsOf(root.key)) {
      if (site.call.callee.kind === 'member' && (site.call.callee.key === 'test' || site.call.callee.key === 'exec')) continue;
      // Whose call is left out in between matters to nobody who wants no answer; of what is put off, only the last caller's is done.
      if (keepsLast && site.call.statement && !/debounce/i.test(made)) continue;
      const args = site.call.arguments;
      for (const [index, argument] of args.entries()) {
        if (!keepsOne && inKey(index)) continue;
        const source = origins.of(site.file, argument).find(({ certainty }) => certainty === 'identity');
        // A memo by its first argument is wrong where another one says who asks.
        if (!source || (!keepsOne && !principalByName(source.text, source.entry === undefined))) continue;
        const effect = { ...base, value: argument, file: site.file, at: site.call.at, fn: site.from };
        return keepsOne && !keepsLast
          ? { level: 'critical', confidence: 'definite', reason: 'user-captured-once', source, readBack: undefined, effect }
          : { level: 'high', confidence: 'likely', reason: 'key-misses-user', source, readBack: undefined, effect };
      }
    }
  }
  return fills ? undefined : harmless('memo');
}

/** Which arguments the key of a memo is made of: the first, unless a function says otherwise. */
function positionsInKey(program: Program, file: string, [, resolver, ...rest]: readonly Value[]): (position: number) => boolean {
  if (!resolver && rest.length === 0) return (position) => position === 0;
  const option = resolver?.kind === 'object' ? resolver.properties.find(({ name }) => /^(?:cacheKey|normalizer|resolver|serializer|transformKey)$/.test(name))?.value : resolver;
  const [fn, other] = option ? program.functionsOf(file, option) : [];
  // What is said about the key cannot be read here, so it may be all of them.
  if (!fn || other || fn.fact.returns.length === 0) return () => true;
  const [list] = fn.fact.parameters;
  const used = fn.fact.returns.flatMap((value) => variablesAsked(program, file, value, 0));
  return (position) => used.some((id) => {
    if (resolver?.kind !== 'object') return id === fn.fact.parameters[position] || fn.fact.rest !== undefined;
    if (id === list) return true;
    // `cacheKey: ([user, page]) => …` is given all arguments as one list.
    return program.variable(file, id)?.definitions.some((part) => part.kind === 'member' && part.object.kind === 'variable' && part.object.id === list && (typeof part.key !== 'string' || part.key === String(position))) === true;
  });
}

function variablesAsked(program: Program, file: string, value: Value, depth: number): readonly number[] {
  if (depth > 6) return [];
  const all = (parts: readonly Value[]): readonly number[] => parts.flatMap((part) => variablesAsked(program, file, part, depth + 1));
  switch (value.kind) {
    case 'call': {
      const call = program.facts(file).calls[value.id];
      return call ? all([...call.arguments, call.callee]) : [];
    }
    case 'variable': return [value.id];
    case 'member': return all([value.object, ...(typeof value.key === 'string' ? [] : [value.key])]);
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
