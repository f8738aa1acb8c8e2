import { MODULE_FUNCTION, type Value } from '../../facts/facts.js';
import { isOutOfReach } from '../direct-effects.js';
import { type Effect, type EffectMode, UNCONDITIONAL } from '../effect.js';
import { makingOf } from '../made-by-packages.js';
import type { Program } from '../program.js';
import { provenance } from '../provenance.js';

/** Objects of packages that keep what their methods are given: whose they are, the method, and where the key stands. */
type Keeper = { readonly from: RegExp; readonly method: RegExp; readonly mode: EffectMode; readonly key?: string; readonly isKeeping?: (made: readonly Value[], name: string) => boolean };

const KEEPERS: readonly Keeper[] = [
  { from: /^(?:redux|@reduxjs\/toolkit|vuex|@ngrx\/store)$/, method: /^(?:dispatch|commit)$/, mode: 'assign' },
  { from: /^(?:@tanstack\/(?:[a-z]+-)?query(?:-core)?|react-query)$/, method: /^(?:setQueryData|(?:prefetch|fetch|ensure)(?:Infinite)?Query(?:Data)?)$/, mode: 'keyed', key: 'queryKey' },
  // A conversation goes on from what was said before.
  { from: /^(?:@google\/(?:generative-ai|genai)|@google-cloud\/vertexai)$/, method: /^sendMessage(?:Stream)?$/, mode: 'append' },
  {
    from: /^@?langchain(?:\/.+)?$/, method: /^(?:call|invoke|stream|predict|run|saveContext|addMessages?|addUserMessage|addAI(?:Chat)?Message)$/, mode: 'append',
    isKeeping: (made, name) => /Memory$|MessageHistory$/.test(name) || made.some((option) => option.kind === 'object' && option.properties.some((property) => property.name === 'memory')),
  },
];
const METHODS = new RegExp(KEEPERS.map(({ method }) => method.source).join('|'));

/** `chat.sendMessage(question)`, `store.dispatch(signedIn(user))`: what a request says stays in an object that a package made. */
export function* keptByPackages(program: Program, file: string): Generator<Effect> {
  yield* handedToPackages(program, file);
  for (const call of program.facts(file).calls) {
    const { callee, arguments: given } = call;
    if (callee.kind !== 'member' || typeof callee.key !== 'string' || !METHODS.test(callee.key)) continue;
    const { key: method } = callee;
    const fn = program.fn(file, call.function);
    if (!fn) continue;
    for (const place of program.references.places(file, callee.object)) {
      const made = isOutOfReach(program, fn, place) ? undefined : makingOf(program, place);
      const keeper = made && KEEPERS.find((one) => one.method.test(method) && one.from.test(made.from) && (one.isKeeping?.(made.arguments, made.name) ?? true));
      if (!keeper) continue;
      const value: Value = { kind: 'array', elements: given, at: call.at };
      const key = keeper.key === undefined ? undefined : keyIn(given, keeper.key);
      // As good as an assignment to a property that only the package itself reads.
      yield { mode: keeper.mode, path: [...place.path, method], place, key, value, operator: '=', method, file, at: call.at, fn, ...UNCONDITIONAL };
    }
  }
}

/** What one call is given to remember what was said, for the next one that is given it. */
const REMEMBERS = /^(?:session|memory|history|chatHistory|chat_history|conversation|cookieJar|jar)$/;

/** `run(agent, question, { session })`, `got(url, { cookieJar })`: a package adds to what it is given beside the user's own. */
function* handedToPackages(program: Program, file: string): Generator<Effect> {
  for (const call of program.facts(file).calls) {
    const options = call.arguments.filter((argument) => argument.kind === 'object');
    const memory = options.flatMap(({ properties }) => properties).find(({ name }) => REMEMBERS.test(name));
    const fn = memory && call.function !== MODULE_FUNCTION ? program.fn(file, call.function) : undefined;
    if (!memory || !fn || provenance(program, file, call.callee) === undefined) continue;
    const given = [...call.arguments.filter((argument) => argument.kind !== 'object'), ...options.flatMap(({ properties }) => properties.filter((one) => one !== memory).map((one) => one.value))];
    for (const place of program.references.places(file, memory.value)) {
      if (isOutOfReach(program, fn, place) || !makingOf(program, place)) continue;
      yield { mode: 'append', path: [...place.path, '*'], place, key: undefined, value: { kind: 'array', elements: given, at: call.at }, operator: '=', file, at: call.at, fn, ...UNCONDITIONAL };
    }
  }
}

/** `prefetchQuery({ queryKey })`, or the key as the first argument. */
function keyIn([first]: readonly Value[], name: string): Value | undefined {
  return first?.kind === 'object' ? first.properties.find((property) => property.name === name)?.value : first;
}
