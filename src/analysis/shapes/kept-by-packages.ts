import type { Value } from '../../facts/facts.js';
import { isOutOfReach } from '../direct-effects.js';
import { type Effect, type EffectMode, UNCONDITIONAL } from '../effect.js';
import { methodName } from '../entries/entries.js';
import type { Place } from '../places.js';
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

type Making = { readonly from: string; readonly name: string; readonly arguments: readonly Value[] };

/** The package that made what stands here, and with what. */
function makingOf(program: Program, { base, path }: Place): Making | undefined {
  if (!('file' in base)) return undefined;
  const facts = program.facts(base.file);
  const field = path.at(-1);
  const values = field === undefined
    ? base.kind === 'variable' ? (program.variable(base.file, base.id)?.definitions ?? []) : []
    : facts.writes.filter(({ target }) => target.kind === 'member' && target.key === field && target.object.kind === 'this').map((write) => write.value);
  for (const value of values) {
    const from = provenance(program, base.file, value);
    const inner = value.kind === 'await' ? value.of : value;
    if (from === undefined || inner.kind !== 'call') continue;
    const call = facts.calls[inner.id];
    if (!call) continue;
    return { from, name: methodName(program, base.file, call.callee), arguments: call.arguments };
  }
  return undefined;
}

/** `prefetchQuery({ queryKey })`, or the key as the first argument. */
function keyIn([first]: readonly Value[], name: string): Value | undefined {
  return first?.kind === 'object' ? first.properties.find((property) => property.name === name)?.value : first;
}
