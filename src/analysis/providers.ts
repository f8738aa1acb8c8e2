import type { FileFacts, Value } from '../facts/facts.js';
import type { Told } from './resolvers.js';

const PACKAGES = /^(?:@nestjs\/common|@tsed\/di|@tsed\/common|injection-js|@needle-di\/core)$/;
const MAX_DEPTH = 5;

export function isProviderFile({ requests }: FileFacts): boolean {
  return requests.some((request) => PACKAGES.test(request));
}

/** The providers of a module: `providers: [Runs, { provide: Engine, useClass: LocalEngine }]`, wherever they are listed. */
export function* providersIn({ classes, variables, functions }: FileFacts): Generator<{ readonly token: Value; readonly told: Told; readonly at: number }> {
  const values = [...classes.flatMap(({ decorators }) => decorators.flatMap(({ arguments: args }) => args)), ...variables.flatMap(({ definitions }) => definitions), ...functions.flatMap(({ returns }) => returns)];
  for (const value of values) yield* providersOf(value, false, 0);
}

function* providersOf(value: Value, isList: boolean, depth: number): Generator<{ readonly token: Value; readonly told: Told; readonly at: number }> {
  if (depth > MAX_DEPTH) return;
  switch (value.kind) {
    case 'array':
      for (const element of value.elements) yield* providersOf(element, isList, depth + 1);
      return;
    case 'variable': if (isList) yield { token: value, told: { how: 'class', made: value, isSingleton: true }, at: 0 }; return;
    case 'object': {
      const part = (name: string): Value | undefined => value.properties.find((property) => property.name === name)?.value;
      const token = part('provide');
      const told = token && provided(part);
      if (told) yield { token, told, at: value.at };
      const list = part('providers') ?? part('controllers');
      if (list) yield* providersOf(list, true, depth + 1);
      return;
    }
    default:
  }
}

function provided(part: (name: string) => Value | undefined): Told | undefined {
  const isSingleton = !isBoundToRequests(part('scope')) && !isBoundToRequests(part('inject'));
  const [type, factory, value] = [part('useClass'), part('useFactory'), part('useValue')];
  return type ? { how: 'class', made: type, isSingleton } : factory ? { how: 'function', made: factory, isSingleton } : value && { how: 'value', made: value, isSingleton: true };
}

/** `Scope.REQUEST`, and what is made with the request in hand. */
function isBoundToRequests(value: Value | undefined): boolean {
  switch (value?.kind) {
    case 'member': return value.key === 'REQUEST' || value.key === 'TRANSIENT';
    case 'array': return value.elements.some(isBoundToRequests);
    default: return false;
  }
}
