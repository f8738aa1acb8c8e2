import { type Call, type FileFacts, MODULE_FUNCTION, type Value, type Variable, type Write } from '../facts/facts.js';
import { saysWho } from './asks-who.js';
import { type Entry, isRequestType, methodName, spelling } from './entries/entries.js';
import { type Made, madeAt } from './allocations.js';
import { Answers } from './answers.js';
import { isHandedToAll } from './container-singletons.js';
import { putInto } from './filled-locals.js';
import { isRequestLived } from './freshness.js';
import { parameterIndex } from './parameters.js';
import type { CallSite, Fn, Program } from './program.js';
import type { Reachability } from './reach.js';
import { type Reference, referenceKey } from './places.js';
import { provenance } from './provenance.js';
import { extend, type Frame, merge, type Source, through } from './source.js';
import { boundIn, propertyOf, type Seen, targetsIn, unfold } from './unfold.js';

/** Steps from name to name and from call to call; the parts of one expression are not counted. */
const MAX_DEPTH = 14;
const MAX_CALLERS = 40;

/** Answers, when asked, where a value originates: backwards through locals, parameters, calls and fields. */
export class Origins {
  readonly #program: Program;
  readonly #reach: Reachability;
  readonly #answers: Answers = new Answers();
  /** Long-lived places that hold a user's value, once that is known: what is read from them is that user's. */
  #tainted: ReadonlyMap<string, Source> = new Map();

  constructor(program: Program, reach: Reachability) {
    this.#program = program;
    this.#reach = reach;
  }

  /** Starts anew, knowing which long-lived places hold a user's value. */
  taint(places: ReadonlyMap<string, Source>): void {
    this.#tainted = places;
    this.#answers.forget();
  }

  of(file: string, value: Value, frame: Frame = undefined, depth = 0): readonly Source[] {
    if (depth > MAX_DEPTH) return [];
    switch (value.kind) {
      case 'variable': return this.#variable(file, value.id, frame, depth);
      case 'member': return this.#member(file, value, frame, depth);
      case 'call': return this.#call(file, value.id, frame, depth);
      case 'await': return this.of(file, value.of, frame, depth);
      case 'either': return this.#all(file, value.of, frame, depth);
      case 'derived': return this.#all(file, value.from, frame, depth);
      case 'array': return this.#all(file, value.elements, frame, depth);
      case 'object': return this.#all(file, [...value.properties.map((property) => property.value), ...value.spreads], frame, depth);
      case 'function': return this.#captured(file, value.id, frame, depth);
      default: return [];
    }
  }

  #all(file: string, values: readonly Value[], frame: Frame, depth: number): readonly Source[] {
    return merge(values.map((value) => this.of(file, value, frame, depth)));
  }

  #variable(file: string, id: number, frame: Frame, depth: number): readonly Source[] {
    const variable = this.#program.variable(file, id);
    if (!variable) return [];
    if (variable.kind === 'parameter') return this.#parameter(file, id, variable, frame, depth);
    if (variable.function === MODULE_FUNCTION) return this.#fromTainted(file, { kind: 'variable', id });
    if (isRequestType(this.#program, file, variable.type) && variable.definitions.length === 0) return [this.#source(file, variable.at, variable.name)];
    const parts = putInto(this.#program.facts(file)).get(id) ?? [];
    const filled = (of: NonNullable<Frame>): readonly Source[] => this.#answers.filled(of, variable, () => this.#all(file, parts, of, depth + 1).filter(isUnaltered));
    if (frame) return this.#answers.local(frame, variable, depth, () => merge([this.#all(file, variable.definitions, frame, depth + 1), ...(parts.length > 0 ? [filled(frame)] : [])]));
    return this.#answers.once(variable, () => merge([this.#all(file, variable.definitions, undefined, 0), this.#all(file, parts, undefined, 0).filter(isUnaltered)]));
  }

  #fromTainted(file: string, value: Value): readonly Source[] {
    if (this.#tainted.size === 0) return [];
    for (const { base } of this.#program.references.places(file, value)) {
      const source = base.kind === 'variable' ? this.#tainted.get(referenceKey(base)) : undefined;
      if (source) return [{ ...source, derived: true }];
    }
    return [];
  }

  #source(file: string, at: number, text: string, entry?: Entry): Source {
    return { certainty: 'identity', file, at, text, root: `${file}:${String(at)}`, entry, steps: [], derived: false };
  }

  #parameter(file: string, id: number, variable: Variable, frame: Frame, depth: number): readonly Source[] {
    const position = parameterIndex(this.#program, file, { kind: 'variable', id });
    const fn = position && this.#program.fn(file, position.function);
    if (!position || !fn) return [];
    const name = variable.name || `parameter ${String(position.index + 1)}`;
    const bound = boundIn(this.#program, file, id, frame);
    if (bound) return bound.argument ? through(this.of(bound.site.file, bound.argument, bound.outer, depth + 1), bound.site) : [];
    return this.#answers.once(variable, () => this.#own(fn, variable, name) ?? this.#given(fn, position.index, variable, name));
  }

  /** What a framework hands to a function by itself. */
  #own(fn: Fn, variable: Variable, name: string): readonly Source[] | undefined {
    const { file } = fn;
    const entry = this.#reach.entries.get(fn);
    if (isRequestType(this.#program, file, variable.type)) return [this.#source(file, variable.at, name, entry)];
    // `next` and `done` are the framework's, not the user's.
    return entry && (/^_?(?:next|done|err|error|e|cb|callback)$/.test(variable.name) ? [] : [this.#source(file, variable.at, name, entry)]);
  }

  /** What the callers give for a parameter, or for one property of it. */
  #given(fn: Fn, index: number, variable: Variable, name: string, key?: string): readonly Source[] {
    const part = (sources: readonly Source[]): readonly Source[] => (key === undefined ? sources : sources.map((source) => ({ ...source, text: extend(source.text, key) })));
    const found: (readonly Source[])[] = [];
    for (const site of fn.callers.slice(0, MAX_CALLERS)) {
      const argument = argumentAt(fn, site, index);
      if (argument && isRequestLived(this.#program, this.#reach, site, argument)) {
        found.push(part([{ ...this.#source(site.file, site.call.at, spelling(this.#program, site.file, argument) || name), steps: [site] }]));
      }
      if (argument) found.push(through((key === undefined ? undefined : this.#property(site.file, argument, key, undefined, 1)) ?? part(this.of(site.file, argument, undefined, 1)), site));
      if (found.some((list) => list.some(({ certainty }) => certainty === 'identity'))) break;
    }
    for (const { site, property } of fn.handedTo) {
      if (site.targets.length > 0 || property !== '' || isEnd(site)) continue;
      // `items.map((item) => …)`, `load(id).then((run) => …)`: the callback gets what the receiver holds.
      if (site.call.callee.kind === 'member') found.push(part(this.of(site.file, site.call.callee.object, undefined, 1)));
      // `onExecute({ setExecuteFn }) { setExecuteFn((args) => …) }`: what a request brings calls it back with more of the same.
      else if (site.call.callee.kind === 'variable') found.push(part(this.of(site.file, site.call.callee, undefined, 1)));
    }
    const merged = merge(found);
    if (merged.length > 0) return merged;
    if (fn.callers.length > 0 || fn.handedTo.length > 0) return [];
    return part([{ ...this.#source(fn.file, variable.at, name), certainty: 'unknown' }]);
  }

  #member(file: string, value: Value & { kind: 'member' }, frame: Frame, depth: number): readonly Source[] {
    const name = typeof value.key === 'string' ? value.key : '*';
    if (value.object.kind === 'this') return this.#field(file, value, name, frame, depth);
    // The pattern of a route is the program's own, and there are as many as it has routes.
    if (OF_ROUTE.test(name)) return [];
    // How many there are says nothing of anybody.
    if (name === 'length' || name === 'size' || name === 'byteLength') return [];
    const named = typeof value.key === 'string' ? this.#property(file, value.object, name, frame, depth) : undefined;
    // A destructured or indexed part of a whole that is one request's.
    return named ?? this.of(file, value.object, frame, depth + 1).map((source) => ({ ...source, text: extend(source.text, name) }));
  }

  /** `options.port` of `{ port: 80, user: req.user }` is what stands under that name alone. */
  #property(file: string, object: Value, key: string, frame: Frame, depth: number): readonly Source[] | undefined {
    if (depth > MAX_DEPTH) return undefined;
    const wholes = unfold(this.#program, { file, value: object, frame, left: [] });
    let isKnown = false;
    const found = wholes.map((whole) => {
      const part = propertyOf(whole, key);
      const sources = part ? this.of(part.file, part.value, part.frame, depth + 1) : this.#parameterProperty(whole, key);
      if (sources) isKnown = true;
      return whole.left.reduceRight<readonly Source[]>(through, sources ?? this.of(whole.file, whole.value, whole.frame, depth + 1).map((source) => ({ ...source, text: extend(source.text, key) })));
    });
    return isKnown ? merge(found) : undefined;
  }

  /** The property of a parameter, which every caller may fill in another way. */
  #parameterProperty({ file, value, frame }: Seen, key: string): readonly Source[] | undefined {
    const position = parameterIndex(this.#program, file, value);
    const fn = position && this.#program.fn(file, position.function);
    const variable = position && value.kind === 'variable' && this.#program.variable(file, value.id);
    if (!fn || !variable || fn.callers.length === 0 || boundIn(this.#program, file, value.id, frame) || this.#own(fn, variable, '')) return undefined;
    return this.#answers.once(`${file} ${String(value.id)}.${key}`, () => this.#given(fn, position.index, variable, variable.name || `parameter ${String(position.index + 1)}`, key));
  }

  /** A field: what the constructor of the very object puts there, where that object is known; else what its class does to any. */
  #field(file: string, value: Value & { kind: 'member' }, name: string, frame: Frame, depth: number): readonly Source[] {
    const place = this.#program.references.places(file, value.object)[0];
    if (place?.base.kind !== 'instance') return [];
    const { base } = place;
    const made = frame && madeAt(this.#program, file, value.object, frame);
    if (made) return merge(made.map((one) => this.#built(base, name, one, depth)));
    return this.#answers.once(`${referenceKey(base)}.${name}`, () => merge(this.#assigned(base, name).map((write) => this.of(base.file, write.value).filter(({ certainty }) => certainty === 'identity'))));
  }

  /** What one construction gives a field, and what methods put there later if it lives no longer than a request. */
  #built(base: Reference & { kind: 'instance' }, name: string, { site, frame }: Made, depth: number): readonly Source[] {
    return merge(this.#assigned(base, name).map((write) => {
      const writer = this.#program.fn(base.file, write.function);
      if (writer && site.targets.includes(writer)) return this.of(base.file, write.value, { fn: writer, site, outer: frame }, depth + 1);
      return site.from.id === MODULE_FUNCTION ? [] : this.of(base.file, write.value).filter(({ certainty }) => certainty === 'identity');
    }));
  }

  #assigned(base: Reference & { kind: 'instance' }, name: string): readonly Write[] {
    const facts = this.#program.facts(base.file);
    return facts.writes.filter(({ target }) => target.kind === 'member' && target.key === name && target.object.kind === 'this' && facts.functions[target.object.function]?.class === base.id);
  }

  #call(file: string, id: number, frame: Frame, depth: number): readonly Source[] {
    const program = this.#program;
    const call = program.facts(file).calls[id];
    const from = call && program.fn(file, call.function);
    if (!from) return [];
    const site = program.site(file, id);
    const method = methodName(program, file, call.callee);
    const { context } = program.configuration;
    // What a program calls by such a name and says itself is what it says.
    const isForeign = site?.targets.length === 0;
    if (isForeign && method === 'getStore' && call.arguments.length === 0) return [this.#source(file, call.at, `${spelling(program, file, call.callee)}()`)];
    if (method === context.fromRequest || (isForeign && (method === 'currentScope' || REQUEST_SCOPED_CALL.test(method) && !isOfAnswer(program, file, call)))) {
      return [this.#source(file, call.at, `${method}()`)];
    }
    if (site && site.targets.length > 0 && !call.new) {
      if (depth > 9) return [];
      const inner: Frame[] = targetsIn(program, site, frame).slice(0, 4).filter((fn) => !isExhausted(fn, frame)).map((fn) => ({ fn, site, outer: frame }));
      return merge(inner.map((next) => (next ? merge(next.fn.fact.returns.map((value) => this.of(next.fn.file, value, next, depth + 2))) : [])));
    }
    if (isForeign && isHandedToAll(program, file, call) || isPromiseOfNothing(program.facts(file), call)) return [];
    // What a library makes of a user's data is still that user's: a query by id, a parse of a body.
    const receiver = call.callee.kind === 'member' && !call.new ? this.of(file, call.callee.object, frame, CHAINS.test(method) ? depth : depth + 1).map((source) => (REWRITES.test(method) ? source : { ...source, text: extend(source.text, `${method}(${asked(call)})`) })) : [];
    const plain = /^(?:trim|toString|toLowerCase|toUpperCase|slice|split|join|parse|stringify|String|Number|at|filter|map)$/.test(method) || call.new;
    // `userOf(request)`: who it is, of all that the request says.
    const given = this.#all(file, call.arguments, frame, depth + 1).map((source) => (isForeign && source.certainty === 'identity' && !source.text.includes('.') && saysWho(method) && !CLAIMS.test(method) ? { ...source, text: extend(source.text, `${method}()`) } : source));
    return merge([given, receiver]).map((source) => (plain ? source : { ...source, derived: true }));
  }

  /** A closure carries what it captures from the functions around it. */
  #captured(file: string, id: number, frame: Frame, depth: number): readonly Source[] {
    const program = this.#program;
    const found: (readonly Source[])[] = [];
    const all = program.functions(file);
    for (const inner of all.slice(id)) {
      if (inner.id !== id && !isWithin(inner, id)) continue;
      for (const { of } of inner.fact.reads) {
        const variable = bottomVariable(program, file, of);
        if (!variable || variable.function === MODULE_FUNCTION) continue;
        const owner = program.fn(file, variable.function);
        if (!owner || owner.id === id || isWithin(owner, id)) continue;
        found.push(this.of(file, of, frame, depth + 2));
      }
    }
    return merge(found);
  }
}

/** What the user's data was made into elsewhere, and then put beside other things, is no proof any more. */
function isUnaltered({ derived }: Source): boolean {
  return !derived;
}

/** A function that calls itself says at its third time what it has said at its second. */
function isExhausted(fn: Fn, frame: Frame): boolean {
  let met = 0;
  for (let at = frame; at; at = at.outer) if (at.fn === fn) met += 1;
  return met >= 2;
}

/** What says the same in another spelling: as good a key as what it was made of. */
const REWRITES = /^(?:join|trim|toString|toLowerCase|toUpperCase|normalize|padStart|padEnd|concat|then|catch|finally|digest)$/;

/** However many of these follow one another, they are one expression. */
const CHAINS = /^(?:then|catch|finally)$/;

/** What a call gives for a parameter; for a rest parameter, all that is left. */
function argumentAt({ fact }: Fn, { call: { arguments: args, at } }: CallSite, index: number): Value | undefined {
  const left = fact.rest === index ? args.slice(index) : [];
  return left.length > 1 ? { kind: 'array', elements: left, at } : args[index];
}

/** `header('x-user')`: which of them is asked for tells two apart. */
function asked({ arguments: [first, ...rest] }: Call): string {
  return first?.kind === 'literal' && rest.length === 0 && /^[\w-]{1,40}$/.test(first.text ?? '') ? `'${first.text ?? ''}'` : '';
}

/** What somebody says he is, with a password beside it that nobody has looked at yet. */
const CLAIMS = /^(?:auth|basicAuth|(?:parse|get)?Credentials)$/i;

/** `new Promise((done) => { server.close(() => { done(); }); })`: whatever it waits for, nothing comes out of it. */
function isPromiseOfNothing({ calls, functions, variables }: FileFacts, { new: isNew, callee, arguments: [executor] }: Call): boolean {
  if (!isNew || callee.kind !== 'global' || callee.name !== 'Promise' || executor?.kind !== 'function') return false;
  const [resolve] = functions[executor.id]?.parameters ?? [];
  const isResolve = (value: Value | undefined): boolean => value?.kind === 'variable' && value.id === resolve;
  return resolve !== undefined && !variables.some(({ definitions }) => definitions.some(isResolve))
    && calls.some((call) => isResolve(call.callee)) && calls.every((call) => !call.arguments.some(isResolve) && (!isResolve(call.callee) || call.arguments.length === 0));
}

const OF_ROUTE = /^(?:mountPath|routerPath|_matchedRoute|_matchedRouteName|routeOptions)$/;

/** `child.on('exit', (code) => …)`: how something ended, and nothing of what went into it. */
function isEnd({ call: { callee, arguments: [event] } }: CallSite): boolean {
  return callee.kind === 'member' && (callee.key === 'on' || callee.key === 'once') && event?.kind === 'literal' && /^(?:exit|close|end|finish|drain|ready|open|timeout)$/.test(event.text ?? '');
}

/** Functions of frameworks that read the running request. */
const REQUEST_SCOPED_CALL = /^(?:cookies|headers|getServerSession|getServerAuthSession|useSession|getUserSession|requireUserSession|getCurrentUser|getSession|auth|getAuth|currentUser|useRequestEvent|useRequestHeaders?|useRequestFetch|useCookie|getRequestEvent|getRequestContext|verifyIdToken|getToken)$/;

/** `response.headers()`, `page.cookies()`: methods of anything else, where Next's functions are imported by themselves. */
function isOfAnswer(program: Program, file: string, { callee }: Call): boolean {
  return callee.kind === 'member' && (callee.key === 'headers' || callee.key === 'cookies') && provenance(program, file, callee) !== 'next/headers';
}

function isWithin(fn: Fn, id: number): boolean {
  for (let at = fn.parent; at; at = at.parent) if (at.id === id) return true;
  return false;
}

function bottomVariable(program: Program, file: string, value: Value): Variable | undefined {
  let bottom = value;
  while (bottom.kind === 'member') bottom = bottom.object;
  return bottom.kind === 'variable' ? program.variable(file, bottom.id) : undefined;
}
