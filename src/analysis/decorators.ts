import { type Decorator, MODULE_FUNCTION, type Value } from '../facts/facts.js';
import type { CallSite, Fn, Program } from './program.js';

/** A decorator as the language runs it: once, while the module loads, on a method that it may replace by another function. */
export type Decoration = { readonly method: Fn; readonly decorator: Fn; readonly site: CallSite; readonly replacements: readonly Fn[] };

/** The program's own decorators of methods. */
export function* decorations(program: Program): Generator<Decoration> {
  for (const method of program.allFunctions()) {
    const module = method.fact.decorators.length > 0 ? program.fn(method.file, MODULE_FUNCTION) : undefined;
    for (const decorator of module ? method.fact.decorators : []) {
      for (const fn of decoratorFunctions(program, method.file, decorator)) {
        const descriptor: Value = { kind: 'object', properties: [{ name: 'value', value: { kind: 'function', id: method.id } }], spreads: [], at: method.fact.at };
        const args: readonly Value[] = fn.fact.parameters.length > 2 ? [{ kind: 'unknown' }, { kind: 'literal', text: method.fact.name }, descriptor] : [{ kind: 'function', id: method.id }, { kind: 'unknown' }];
        const { at } = method.fact;
        if (module) yield { method, decorator: fn, site: { file: method.file, id: -1, call: { callee: decorator.value, arguments: args, new: false, function: MODULE_FUNCTION, at, end: at }, from: module, targets: [] }, replacements: replacementsBy(program, fn) };
      }
    }
  }
}

/** `@memo`, or what `@Memo(5_000)` gives. */
function decoratorFunctions(program: Program, file: string, { value, called }: Decorator): readonly Fn[] {
  const named = program.functionsOf(file, value);
  return called ? named.flatMap((fn) => fn.fact.returns.flatMap((returned) => program.functionsOf(fn.file, returned))) : named;
}

/** What a decorator puts in the method's place: `descriptor.value = …`, `return { ...descriptor, value: … }`, or the function it returns. */
function replacementsBy(program: Program, { file, id, fact }: Fn): readonly Fn[] {
  const [, , descriptor] = fact.parameters;
  const put = program.facts(file).writes.flatMap(({ target, value, function: writer }) => (writer === id && target.kind === 'member' && isReplaced(target.key) && target.object.kind === 'variable' && target.object.id === descriptor ? [value] : []));
  const returned = fact.returns.flatMap((value) => (value.kind === 'object' ? value.properties.flatMap((part) => (isReplaced(part.name) ? [part.value] : [])) : [value]));
  return [...put, ...returned].flatMap((value) => program.functionsOf(file, value));
}

function isReplaced(key: unknown): boolean {
  return key === 'value' || key === 'get';
}
