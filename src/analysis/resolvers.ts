import type { Call, Value } from '../facts/facts.js';
import { methodName } from './entries/entries.js';
import type { Program } from './program.js';

/** How something is made, and whether once for everybody. */
export type Told = {
  readonly how: 'class' | 'function' | 'value';
  readonly made: Value;
  readonly isSingleton: boolean;
  /** What it depends on is told by the names of its parameters. */
  readonly isByName?: true;
};

export function saysSingleton(value: Value | undefined): boolean {
  return value?.kind === 'member' ? value.key === 'SINGLETON' || value.key === 'Singleton' : value?.kind === 'literal' && /^singleton$/i.test(value.text ?? '');
}

export function keyOf({ callee }: Call): string {
  return callee.kind === 'member' && typeof callee.key === 'string' ? callee.key : '';
}

/** `asClass(Runner).singleton()`, `asFunction(makeRunner, { lifetime: Lifetime.SINGLETON })`, `asValue(runner)`. */
export function awilixResolver(program: Program, file: string, value: Value): Told | undefined {
  const { calls } = program.facts(file);
  let call = value.kind === 'call' ? calls[value.id] : undefined;
  let isSingleton = false;
  while (call?.callee.kind === 'member' && call.callee.object.kind === 'call') {
    isSingleton ||= keyOf(call) === 'singleton' || keyOf(call) === 'setLifetime' && saysSingleton(call.arguments[0]);
    call = calls[call.callee.object.id];
  }
  const [made, options] = call?.arguments ?? [];
  if (!call || call.new || !made) return undefined;
  isSingleton ||= options?.kind === 'object' && options.properties.some(({ name, value: part }) => name === 'lifetime' && saysSingleton(part));
  switch (methodName(program, file, call.callee)) {
    case 'asClass':
    case 'as':
    case 'useClass': return { how: 'class', made, isSingleton, isByName: true };
    case 'asFunction': return { how: 'function', made, isSingleton, isByName: true };
    case 'asValue': return { how: 'value', made, isSingleton: true };
    default: return undefined;
  }
}

/** `{ useClass: Runner }` beside `{ lifecycle: Lifecycle.Singleton }`. */
export function withLifetime(program: Program, file: string, provider: Value, options: Value | undefined): Told | undefined {
  if (provider.kind !== 'object') return undefined;
  const isSingleton = options?.kind === 'object' && options.properties.some(({ name, value }) => name === 'lifecycle' && saysSingleton(value));
  for (const { name, value } of provider.properties) {
    if (name === 'useClass') return { how: 'class', made: value, isSingleton };
    if (name === 'useValue') return { how: 'value', made: value, isSingleton: true };
    if (name !== 'useFactory') continue;
    const cached = value.kind === 'call' ? program.facts(file).calls[value.id] : undefined;
    const made = cached && methodName(program, file, cached.callee) === 'instanceCachingFactory' ? cached.arguments[0] : undefined;
    return { how: 'function', made: made ?? value, isSingleton: made !== undefined };
  }
  return undefined;
}
