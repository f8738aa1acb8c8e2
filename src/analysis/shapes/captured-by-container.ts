import { type FunctionFact, type Value } from '../../facts/facts.js';
import { isContainerSingleton } from '../container-singletons.js';
import { type Effect, UNCONDITIONAL } from '../effect.js';
import type { Place } from '../places.js';
import type { Program } from '../program.js';
import type { Reachability } from '../reach.js';
import { type Registration, registrations, tokenOf } from '../registrations.js';

/** Where something that is asked for by a token ends up in what the container makes. */
type Injection = { readonly token: string; readonly place: Place };

/**
 * `scope.register({ currentUser: asValue(req.user) })` beside `asClass(Mailer).singleton()` with a `currentUser` of its own:
 * the container makes one mailer, with the user of whoever asks first.
 */
export function* capturedByContainers(program: Program, reach: Reachability): Generator<Effect> {
  const told = registrations(program);
  const ofRequests: Map<string, Registration[]> = new Map();
  for (const one of told) {
    const fn = one.how === 'class' || one.token === undefined ? undefined : program.fn(one.file, one.function);
    if (one.token !== undefined && fn && reach.of(fn) === 'request') ofRequests.set(one.token, [...ofRequests.get(one.token) ?? [], one]);
  }
  if (ofRequests.size === 0) return;
  for (const { token, place } of [...injections(program, told)]) {
    for (const given of ofRequests.get(token) ?? []) {
      const fn = program.fn(given.file, given.function);
      if (fn) yield { mode: 'assign', path: place.path, place, key: undefined, value: given.made, operator: '??=', file: given.file, at: given.at, fn, ...UNCONDITIONAL, absent: [{ kind: 'unknown' }] };
    }
  }
}

/** What all that a container makes once is given. */
function* injections(program: Program, told: readonly Registration[]): Generator<Injection> {
  for (const { how, made, file, isByName, isSingleton } of told) {
    if (isByName !== true || !isSingleton) continue;
    if (how === 'class') {
      for (const { base, path } of program.references.places(file, made)) if (base.kind === 'class' && path.length === 0) yield* byName(program, base.file, constructorOf(program, base.file, base.id), { file: base.file, id: base.id });
    } else if (how === 'function') for (const fn of program.functionsOf(file, made)) yield* byName(program, fn.file, fn.fact, undefined);
  }
  for (const file of program.files) {
    for (const id of program.facts(file).classes.keys()) if (isContainerSingleton(program, file, id)) yield* byToken(program, file, id);
  }
}

function constructorOf(program: Program, file: string, id: number): FunctionFact | undefined {
  return program.facts(file).functions.find(({ class: of, kind, name }) => of === id && kind === 'constructor' && name === 'constructor');
}

/** `constructor(currentUser)`, `constructor({ currentUser })`, `(deps) => deps.currentUser`. */
function* byName(program: Program, file: string, fact: FunctionFact | undefined, owner: { readonly file: string; readonly id: number } | undefined): Generator<Injection> {
  if (!fact) return;
  const facts = program.facts(file);
  const [first] = fact.parameters;
  for (const id of fact.parameters) {
    const token = program.variable(file, id)?.name ?? '';
    if (token !== '') for (const place of endsIn(program, file, (value) => value.kind === 'variable' && value.id === id, { base: { kind: 'variable', file, id }, path: [] }, owner)) yield { token, place };
  }
  for (const [id, { definitions }] of facts.variables.entries()) {
    const token = definitions.map((made) => partOf(made, first)).find((name) => name !== undefined);
    if (token !== undefined) for (const place of endsIn(program, file, (value) => value.kind === 'variable' && value.id === id, { base: { kind: 'variable', file, id }, path: [] }, owner)) yield { token, place };
  }
  if (!owner) return;
  for (const { target, value } of facts.writes) {
    const token = partOf(value, first);
    if (token !== undefined && target.kind === 'member' && target.object.kind === 'this' && typeof target.key === 'string') yield { token, place: { base: { kind: 'instance', ...owner }, path: [target.key] } };
  }
}

/** The name of the part of a parameter that a value is. */
function partOf(value: Value, parameter: number | undefined): string | undefined {
  const part = value.kind === 'either' ? value.of[0] : value;
  return part?.kind === 'member' && part.object.kind === 'variable' && part.object.id === parameter && typeof part.key === 'string' ? part.key : undefined;
}

/** The fields that a constructor puts it into; in a function, the name itself, which what it makes closes over. */
function endsIn(program: Program, file: string, isIt: (value: Value) => boolean, itself: Place, owner: { readonly file: string; readonly id: number } | undefined): readonly Place[] {
  if (!owner) return [itself];
  return program.facts(file).writes.flatMap(({ target, value }): readonly Place[] => (isIt(value) && target.kind === 'member' && target.object.kind === 'this' && typeof target.key === 'string' ? [{ base: { kind: 'instance', ...owner }, path: [target.key] }] : []));
}

/** `constructor(@inject('Tenant') private readonly tenant: Tenant)`, `@inject(TYPES.Viewer) viewer: Viewer` */
function* byToken(program: Program, file: string, id: number): Generator<Injection> {
  const base = { kind: 'instance' as const, file, id };
  for (const { name, decorators } of program.class(file, id)?.members ?? []) {
    const token = tokenOf(program, file, decorators.find((decorator) => /^inject$/i.test(decorator.name))?.arguments[0]);
    if (token !== undefined) yield { token, place: { base, path: [name] } };
  }
  const constructor = constructorOf(program, file, id);
  for (const [index, parameter] of constructor?.parameters.entries() ?? []) {
    const token = tokenOf(program, file, constructor?.parameterDecorators?.[index]?.find((decorator) => /^inject$/i.test(decorator.name))?.arguments[0]);
    if (token !== undefined) for (const place of endsIn(program, file, (value) => value.kind === 'variable' && value.id === parameter, { base, path: [] }, { file, id })) yield { token, place };
  }
}
