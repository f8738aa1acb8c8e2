import type { Value } from '../../facts/facts.js';
import { isOutOfReach } from '../direct-effects.js';
import { type Effect, type EffectMode, UNCONDITIONAL } from '../effect.js';
import { type Making, makingOf } from '../made-by-packages.js';
import type { Program } from '../program.js';

/** Objects of packages that keep what their methods are given: whose they are, the method, and where the key stands. */
type Keeper = {
  readonly from: RegExp; readonly method: RegExp; readonly mode: EffectMode; readonly key?: string;
  /** Properties of what is given that are part of the key that the package itself makes. */
  readonly inKey?: RegExp;
  readonly isKeeping?: (made: Making, given: readonly Value[]) => boolean;
};

const hasOption = ({ arguments: made }: Making, name: string): boolean => made.some((option) => option.kind === 'object' && option.properties.some((property) => property.name === name));

const KEEPERS: readonly Keeper[] = [
  { from: /^(?:redux|@reduxjs\/toolkit|vuex|@ngrx\/store)$/, method: /^(?:dispatch|commit)$/, mode: 'assign' },
  { from: /^(?:@tanstack\/(?:[a-z]+-)?query(?:-core)?|react-query)$/, method: /^(?:setQueryData|(?:prefetch|fetch|ensure)(?:Infinite)?Query(?:Data)?)$/, mode: 'keyed', key: 'queryKey' },
  // Its cache goes by the question alone, whoever asks it.
  { from: /^(?:@apollo\/client(?:\/.+)?|apollo-client|apollo-boost)$/, method: /^(?:query|watchQuery|mutate|writeQuery|writeFragment)$/, mode: 'append', inKey: /^(?:query|variables|mutation|fragment|id)$/, isKeeping: (made) => hasOption(made, 'cache') },
  // A conversation goes on from what was said before.
  { from: /^(?:@google\/(?:generative-ai|genai)|@google-cloud\/vertexai)$/, method: /^sendMessage(?:Stream)?$/, mode: 'append' },
  {
    from: /^@?langchain(?:\/.+)?$/, method: /^(?:call|invoke|stream|predict|run|saveContext|addMessages?|addUserMessage|addAI(?:Chat)?Message)$/, mode: 'append',
    isKeeping: (made) => /Memory$|MessageHistory$/.test(made.name) || hasOption(made, 'memory'),
  },
  // `metadata.set('authorization', token)`. Servers and meters are another matter.
  {
    from: /^(?!(?:express|koa|fastify|hono|restify|polka|prom-client|hot-shots)$|@opentelemetry\/)/, method: /^(?:set|setItem)$/, mode: 'assign',
    isKeeping: (_, [name, value, ...rest]) => name?.kind === 'literal' && value !== undefined && rest.length === 0,
  },
];
const METHODS = new RegExp(KEEPERS.map(({ method }) => method.source).join('|'));

/** `chat.sendMessage(question)`, `store.dispatch(signedIn(user))`: what a request says stays in an object that a package made. */
export function* keptByPackages(program: Program, file: string): Generator<Effect> {
  for (const call of program.facts(file).calls) {
    const { callee, arguments: given } = call;
    if (callee.kind !== 'member' || typeof callee.key !== 'string' || !METHODS.test(callee.key)) continue;
    const { key: method } = callee;
    const fn = program.fn(file, call.function);
    if (!fn) continue;
    for (const place of program.references.places(file, callee.object)) {
      const made = isOutOfReach(program, fn, place) ? undefined : makingOf(program, place);
      const keeper = made && KEEPERS.find((one) => one.method.test(method) && one.from.test(made.from) && (one.isKeeping?.(made, given) ?? true));
      if (!keeper) continue;
      const value: Value = { kind: 'array', elements: given.flatMap((part) => beside(part, keeper.inKey)), at: call.at };
      const key = keeper.key === undefined ? undefined : keyIn(given, keeper.key);
      // As good as an assignment to a property that only the package itself reads.
      yield { mode: keeper.mode, path: [...place.path, method], place, key, value, operator: '=', method, file, at: call.at, fn, ...UNCONDITIONAL };
    }
  }
}

function beside(given: Value, inKey: RegExp | undefined): readonly Value[] {
  return inKey && given.kind === 'object' ? [...given.properties.flatMap(({ name, value }) => (inKey.test(name) ? [] : [value])), ...given.spreads] : [given];
}

/** `prefetchQuery({ queryKey })`, or the key as the first argument. */
function keyIn([first]: readonly Value[], name: string): Value | undefined {
  return first?.kind === 'object' ? first.properties.find((property) => property.name === name)?.value : first;
}
