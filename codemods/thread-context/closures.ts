/** The adapters of family D: closures that add the context and forward what the function took before. */
import { ts } from '@ts-morph/common';
import type { EntryAdapter } from './entry-points/adapter.js';
import { callableOf } from './callables.js';
import { flattened, TIMERS } from './known-functions.js';
import type { Need, Target } from './model.js';
import { freshNames, typedList } from './names.js';
import { isJavaScript, styleOf } from './style.js';
import { isBodied, readsThis, type Bodied } from './syntax.js';
import type { EditOptions, Writer } from './text.js';
import type { Uses } from './uses.js';

/** D5: inside a request, a timer's arguments move into the closure. */
export function timer(uses: Uses, call: ts.CallExpression, outer: ts.Expression, reference: ts.Expression, target: Target): Need[] {
  if (uses.isModuleLevel(call)) return [{ at: call, why: '', write: () => {}, block: { code: 'NO_REQUEST', at: call, message: `\`${target.name}\` runs on a timer of the process, where no user's request is in progress.` } }];
  const first = TIMERS.get(flattened(call.expression.getText())) ?? 1;
  const extra = call.arguments.slice(first);
  if (call.arguments[0] !== outer) return [closure(uses, outer, reference, target)];
  const source = call.getSourceFile();
  const why = 'The timer calls a closure that has the context.';
  return [{ at: outer, why, adapted: true, silent: true, write: (context, writer) => {
    target.rename?.(reference, writer);
    const options = { kind: 'adapt', why } as const;
    writer.insert(source, outer.getStart(source), '() => ', options);
    const given = `(${[context, ...extra.map((at) => at.getText())].join(', ')})`;
    const kept = call.arguments[first - 1];
    const last = extra.at(-1);
    if (kept !== outer || last === undefined) writer.insert(source, outer.getEnd(), given, options);
    if (kept !== undefined && last !== undefined) writer.replace(source, kept.getEnd(), last.getEnd(), kept === outer ? given : '', options);
  } }];
}

/** F: a function of the project as a handler: the closure derives the context from what the framework hands over. */
export function handlerNeed(uses: Uses, outer: ts.Expression, reference: ts.Expression, target: Target, { request, index, type, source: makeSource }: EntryAdapter): Need {
  const why = `A framework calls \`${target.name}\`: a closure derives the context from the request.`;
  return { at: outer, why, adapted: true, silent: true, free: true, write: (_context, writer) => {
    const options = { kind: 'adapt', why } as const;
    const { list, forwarded } = forwarding(asDeclared(uses, reference, target), request);
    const own = type !== undefined ? `${request}: ${type}` : index === undefined ? list : [...Array.from({ length: index + 1 }, (_, at) => (at === index ? request : `_${String(at)}`)), ...forwarded.slice(index + 1)].join(', ');
    const given = index === undefined ? forwarded : forwarded.map((name, at) => (at === index ? request : at < index ? `_${String(at)}` : name));
    target.rename?.(reference, writer);
    enclose(writer, outer, standIn(uses, outer, target, own, [makeSource((at, name, module) => writer.named(at, name, module)), ...given]), options);
  } };
}

/** Puts a closure around a reference. A shorthand property keeps its name, whatever the value is called from now on: `run: create`. */
function enclose(writer: Writer, outer: ts.Expression, [head, tail]: readonly [head: string, tail: string], options: EditOptions): void {
  const source = outer.getSourceFile();
  const { parent } = outer;
  if (ts.isShorthandPropertyAssignment(parent)) {
    writer.rebuild(parent, (between) => `${parent.name.text}: ${head}${between(parent.getStart(source), parent.getEnd()).replace(/^.*:\s*/, '')}${tail}`, options);
    return;
  }
  const [open, close] = needsBrackets(outer) ? ['(', ')'] : ['', ''];
  writer.insert(source, outer.getStart(source), `${open}${head}`, { ...options, order: -1 });
  writer.insert(source, outer.getEnd(), `${tail}${close}`, options);
}

/** D1, D2, D4, D6, D12: a closure that forwards exactly what the function took before. */
export function closure(uses: Uses, outer: ts.Expression, reference: ts.Expression, target: Target): Need {
  const source = outer.getSourceFile();
  const slot = uses.program.oracle.checkerOf(outer).getContextualType(outer);
  // Where the slot gives no types the closure has to bring them, or its parameters would be any.
  const isTyped = !isJavaScript(source);
  const given = slot === undefined ? 0 : parametersOf(slot);
  const why = `\`${target.name}\` is called by others with its old parameters: a closure adds the context.`;
  return { at: outer, why, adapted: true, silent: true, write: (context, writer) => {
    const options = { kind: 'adapt', why } as const;
    const own = asDeclared(uses, reference, target);
    const { list: plain, forwarded } = forwarding(own, context);
    const list = isTyped && forwarded.length > given ? typedList(own, forwarded, outer, given) : plain;
    const around = standIn(uses, outer, target, list, [context, ...forwarded]);
    target.rename?.(reference, writer);
    enclose(writer, outer, around, options);
  } };
}

/** How many parameters the functions of a slot are given at most. */
function parametersOf(slot: ts.Type): number {
  return Math.max(0, ...slot.getNonNullableType().getCallSignatures().map(({ declaration, parameters }) => (declaration?.parameters.some((at) => ts.isParameter(at) && at.dotDotDotToken !== undefined) === true ? Infinity : parameters.length)));
}

/** Functions of one signature may declare fewer parameters than others: what is forwarded is up to the one that the reference names. */
function asDeclared({ program }: Uses, reference: ts.Expression, target: Target): Target {
  const named = program.references.declarations(ts.isPropertyAccessExpression(reference) ? reference.name : reference);
  const meant = named.flatMap((at) => (ts.isShorthandPropertyAssignment(at) ? program.references.declarations(at.name) : [at])).flatMap((at) => callableOf(at) ?? []).filter((at) => target.members.has(at));
  const [one] = [...meant.filter(isBodied), ...meant];
  const parameters = one?.parameters.filter(ts.isParameter);
  return parameters === undefined ? target : { ...target, parameters };
}

/** What stands around the function's name where a closure takes its place. One that reads `this` is handed that of its caller. */
function standIn(uses: Uses, outer: ts.Expression, { members }: Target, list: string, given: readonly string[]): readonly [string, string] {
  const reader = [...members].find((member): member is Bodied => isBodied(member) && !ts.isArrowFunction(member) && !ts.isClassLike(member.parent) && !ts.isObjectLiteralElementLike(member) && (readsThis(member) || member.parameters.some((at) => isThis(at) && at.type?.kind !== ts.SyntaxKind.VoidKeyword)));
  if (reader === undefined) return [`(${list}) => `, `(${given.join(', ')})`];
  const [own] = reader.parameters;
  const slot = uses.program.oracle.checkerOf(outer).getContextualType(outer);
  const known = slot?.getCallSignatures().some(({ declaration }) => declaration?.parameters[0]?.name.getText() === 'this') === true;
  const receiver = own !== undefined && isThis(own) && !known ? [own.getText()] : [];
  const { semicolon } = styleOf(outer.getSourceFile());
  return [`function (${[...receiver, ...(list === '' ? [] : [list])].join(', ')}) { return `, `.call(${['this', ...given].join(', ')})${semicolon} }`];
}

/** An arrow function cannot stand as an operand. */
function needsBrackets(outer: ts.Expression): boolean {
  const { parent } = outer;
  return ts.isBinaryExpression(parent) && !(parent.right === outer && parent.operatorToken.kind >= ts.SyntaxKind.FirstAssignment && parent.operatorToken.kind <= ts.SyntaxKind.LastAssignment);
}

export function forwarding(target: Target, context: string): { readonly list: string; readonly forwarded: readonly string[] } {
  const parameters = target.parameters.filter((at) => !isThis(at));
  const names = freshNames(parameters, context.split('.')[0] ?? context);
  const list = parameters.map((at, index) => `${at.dotDotDotToken === undefined ? '' : '...'}${names[index] ?? ''}`);
  return { list: list.join(', '), forwarded: list };
}

function isThis({ name }: ts.ParameterDeclaration): boolean {
  return ts.isIdentifier(name) && name.text === 'this';
}
