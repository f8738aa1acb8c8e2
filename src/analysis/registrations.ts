import { type Call, type FileFacts, type FunctionId, MODULE_FUNCTION, type Value } from '../facts/facts.js';
import { placeKey, referenceKey } from './places.js';
import type { Program } from './program.js';
import { provenance } from './provenance.js';
import { isProviderFile, providersIn } from './providers.js';
import { awilixResolver, keyOf, saysSingleton, type Told, withLifetime } from './resolvers.js';

/** One thing that a dependency-injection container is told how to make, and what it is asked for by: a text, or the place of a class or symbol. */
export type Registration = Told & { readonly token: string | undefined; readonly file: string; readonly function: FunctionId; readonly at: number };

const known: WeakMap<Program, readonly Registration[]> = new WeakMap();

/** Everything that the program registers with a container, whichever that is. */
export function registrations(program: Program): readonly Registration[] {
  const before = known.get(program);
  if (before) return before;
  const isSingletonByDefault = program.files.some((file) => program.facts(file).calls.some(isContainerOfSingletons));
  const found = program.files.flatMap((file) => [...inFile(program, file, isSingletonByDefault)]);
  known.set(program, found);
  return found;
}

/** Whether a container is given something while the program runs, perhaps what a request has of its own. */
export function isGivenLater(program: Program): boolean {
  return registrations(program).some(({ token, how, function: teller }) => token !== undefined && how !== 'class' && teller !== MODULE_FUNCTION);
}

/** `new Container({ defaultScope: 'Singleton' })` */
function isContainerOfSingletons({ new: isNew, arguments: [options] }: Call): boolean {
  return isNew && options?.kind === 'object' && options.properties.some(({ name, value }) => name === 'defaultScope' && saysSingleton(value));
}

function* inFile(program: Program, file: string, isSingletonByDefault: boolean): Generator<Registration> {
  const facts = program.facts(file);
  const chains = outerCalls(facts);
  for (const [id, call] of facts.calls.entries()) {
    for (const { token, told } of toldBy(program, file, call, outwards(facts, chains, id), isSingletonByDefault)) {
      yield { token: typeof token === 'string' ? token : tokenOf(program, file, token), ...told, file, function: call.function, at: call.at };
    }
  }
  if (isProviderFile(facts)) for (const { token, told, at } of providersIn(facts)) yield { token: tokenOf(program, file, token), ...told, file, function: 0, at };
}

/** What a token is, wherever it is written: its text, or where the class or symbol is declared. */
export function tokenOf(program: Program, file: string, token: Value | undefined): string | undefined {
  if (!token) return undefined;
  if (token.kind === 'literal') return token.text;
  const [place] = program.references.places(file, token);
  return place && (place.base.kind === 'class' && place.path.length === 0 ? referenceKey(place.base) : placeKey(place));
}

/** For each call, the one that is made on its result: `bind(X)` in `bind(X).toSelf()`. */
function outerCalls({ calls }: FileFacts): ReadonlyMap<number, number> {
  const found: Map<number, number> = new Map();
  for (const [id, { callee }] of calls.entries()) if (callee.kind === 'member' && callee.object.kind === 'call') found.set(callee.object.id, id);
  return found;
}

function outwards(facts: FileFacts, chains: ReadonlyMap<number, number>, id: number): readonly Call[] {
  const found: Call[] = [];
  for (let at = chains.get(id); at !== undefined; at = chains.get(at)) {
    const call = facts.calls[at];
    if (call) found.push(call);
  }
  return found;
}

type Said = { readonly token: Value | string | undefined; readonly told: Told };

function* toldBy(program: Program, file: string, call: Call, after: readonly Call[], isSingletonByDefault: boolean): Generator<Said> {
  const [first, second, third] = call.arguments;
  const { callee } = call;
  const name = callee.kind === 'member' ? keyOf(call) : callee.kind === 'variable' ? program.variable(file, callee.id)?.name ?? '' : '';
  for (const argument of call.arguments) if (argument.kind === 'object') for (const { name: token, value } of argument.properties) {
    const told = awilixResolver(program, file, value);
    if (told) yield { token, told };
  }
  if (!first) return;
  switch (name) {
    case 'bind':
    case 'rebind':
    case 'rebindSync': {
      const told = boundTo(first, second, after, isSingletonByDefault);
      if (told) yield { token: first, told };
      return;
    }
    case 'registerSingleton': yield { token: first, told: { how: 'class', made: second ?? first, isSingleton: true } }; return;
    case 'registerInstance': if (second) yield { token: first, told: { how: 'value', made: second, isSingleton: true } }; return;
    case 'register': {
      const told = second && (awilixResolver(program, file, second) ?? withLifetime(program, file, second, third));
      if (told) yield { token: first, told };
      return;
    }
    case 'singleton': if (callee.kind === 'member' && second?.kind === 'function') yield { token: first, told: { how: 'function', made: second, isSingleton: true } }; return;
    case 'service':
    case 'factory': if (second && provenance(program, file, callee) === 'bottlejs') yield { token: first, told: { how: name === 'service' ? 'class' : 'function', made: second, isSingleton: true } }; return;
    case 'provideClass':
    case 'provideFactory': if (second && provenance(program, file, callee) === 'typed-inject') yield { token: first, told: { how: name === 'provideClass' ? 'class' : 'function', made: second, isSingleton: third === undefined || saysSingleton(third) } }; return;
    case 'set': if (second && provenance(program, file, callee) === 'typedi') yield { token: first, told: { how: 'value', made: second, isSingleton: true } }; return;
    default:
  }
}

const SHORTER = /^in(?:Transient|Request|Container|Resolution)Scope$/;

/** `bind(X)` with all that is said after it: `.toSelf().inSingletonScope()`, `.toDynamicValue(() => new X())`, `.toConstantValue(x)`. */
function boundTo(token: Value, maker: Value | undefined, after: readonly Call[], isSingletonByDefault: boolean): Told | undefined {
  // `bind(X, () => new X())`
  if (maker?.kind === 'function') return { how: 'function', made: maker, isSingleton: false };
  const isSingleton = after.some((call) => keyOf(call) === 'inSingletonScope' || keyOf(call) === 'inScope' && saysSingleton(call.arguments[0]))
    || isSingletonByDefault && !after.some((call) => SHORTER.test(keyOf(call)) || keyOf(call) === 'inScope');
  for (const call of after) {
    const [made] = call.arguments;
    switch (keyOf(call)) {
      case 'toSelf': return { how: 'class', made: token, isSingleton };
      case 'to':
      case 'toClass':
      case 'toInstance': return made && { how: made.kind === 'function' ? 'function' : 'class', made, isSingleton };
      case 'toDynamicValue': return made && { how: 'function', made, isSingleton };
      case 'toConstantValue':
      case 'toConstant': return made && { how: 'value', made, isSingleton: true };
      default:
    }
  }
  return undefined;
}
