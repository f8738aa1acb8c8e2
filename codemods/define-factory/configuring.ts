/**
 * Methods that only start-up calls become functions of the module: `getX().configure('large')` → `configureX('large')`. What they
 * set is seen by every later instance, and start-up no longer needs an instance to say so.
 */
import { ts } from '@ts-morph/common';
import { indentAt, isJavaScript, styleOf } from '../thread-context/style.js';
import { contains, forEachDescendant, hasModifier, isStatic, lineOf, unwrap } from '../thread-context/syntax.js';
import { removeLines } from '../thread-context/removal.js';
import { isBootOnly, isTest } from './boot.js';
import type { Tools } from './constructor.js';
import type { Keeper } from './shared-state.js';
import { plainName } from './shared-state.js';
import type { Singleton } from './singleton.js';
import { dropUnused } from './unused.js';
import type { Words } from './words.js';
import { fieldOfThis, writesIn } from './writes.js';

type Configuring = { readonly method: ts.MethodDeclaration; readonly body: ts.Block; readonly name: string; readonly calls: readonly ts.CallExpression[]; readonly others: number };

/** The functions' text, to stand behind the class; the calls and the methods are edited here. */
export function releaseConfiguration(tools: Tools, singleton: Singleton & { readonly class: ts.ClassDeclaration }, keeper: Keeper, words: Words): { readonly functions: readonly string[]; /** Calls of the accessor that are none any more. */ readonly turned: number } {
  const found = singleton.class.members.flatMap((member) => (ts.isMethodDeclaration(member) ? (configuringOf(tools, singleton, member, keeper, words) ?? []) : []));
  for (const one of found) rewriteCalls(tools, singleton, one);
  return { functions: found.map((one) => functionText(one, keeper)), turned: found.reduce((sum, { calls }) => sum + calls.length, 0) };
}

function configuringOf(tools: Tools, singleton: Singleton, method: ts.MethodDeclaration, keeper: Keeper, words: Words): Configuring | undefined {
  const { oracle } = tools;
  const { body } = method;
  const isOdd = isStatic(method) || method.asteriskToken !== undefined || method.parameters.some(({ name }) => !ts.isIdentifier(name)) || !ts.isIdentifier(method.name);
  if (body === undefined || isOdd || !isBootOnly(oracle, method) || writesIn(method, fieldOfThis).length === 0 || !speaksOnlyOf(method, keeper)) return undefined;
  const uses = oracle.filesNaming(method.name.getText()).flatMap((file) => oracle.identifiers(file, method.name.getText())).filter((node) => node !== method.name && oracle.declarations(oracle.symbol(node)).includes(method));
  const calls = uses.flatMap((node) => directCall(tools, singleton, node) ?? []);
  if (calls.length === 0 || (chains(method) && !calls.every(({ parent }) => ts.isExpressionStatement(parent)))) return undefined;
  return { method, body, calls, others: uses.length - calls.length, name: nameFor(tools, method.name.getText(), words) };
}

/** `return this` at the end, for a chain of calls. */
function chained({ body }: ts.MethodDeclaration): ts.ReturnStatement | undefined {
  const last = body?.statements.at(-1);
  return last !== undefined && ts.isReturnStatement(last) && last.expression?.kind === ts.SyntaxKind.ThisKeyword ? last : undefined;
}

const chains = (method: ts.MethodDeclaration): boolean => chained(method) !== undefined;

/** Every `this` is followed by a field that all instances share. */
function speaksOnlyOf(method: ts.MethodDeclaration, { fields }: Keeper): boolean {
  let only = true;
  forEachDescendant(method, (node) => {
    if (node.kind === ts.SyntaxKind.SuperKeyword) only = false;
    if (node.kind !== ts.SyntaxKind.ThisKeyword || node.parent === chained(method)) return;
    const field = ts.isPropertyAccessExpression(node.parent) ? fieldOfThis(node.parent) : undefined;
    only &&= fields.some((one) => one.field === field);
  });
  return only;
}

/** `getX().configure(…)`, `x.configure(…)` outside tests, where nothing else is done with the instance. */
function directCall({ oracle }: Tools, { accessor, declaration }: Singleton, name: ts.Node): ts.CallExpression | undefined {
  const access = name.parent;
  const call = access.parent;
  if (isTest(oracle.fileOf(name)) || !ts.isPropertyAccessExpression(access) || !ts.isCallExpression(call) || call.expression !== access || access.questionDotToken !== undefined) return undefined;
  const receiver = unwrap(access.expression);
  const holder = ts.isCallExpression(receiver) ? receiver.expression : receiver;
  const isOurs = oracle.declarations(oracle.symbol(holder)).some((at) => at === declaration || contains(declaration, at));
  return isOurs && holder.getText().split('.').at(-1) === accessor.split('.').at(-1) ? call : undefined;
}

/** `configure` → `configureAgentInstanceFactory`; a name that says what it is about already is kept. */
function nameFor({ oracle }: Tools, method: string, { factory }: Words): string {
  const subject = factory.replace(/^create/, '');
  const isTaken = (name: string): boolean => oracle.filesNaming(name).some((file) => oracle.identifiers(file, name).some((node) => !ts.isPropertyAccessExpression(node.parent) && !ts.isMethodDeclaration(node.parent)));
  return /[A-Z]/.test(method) && !isTaken(method) ? method : `${method}${subject}`;
}

function rewriteCalls(tools: Tools, { accessor }: Singleton, { method, name, calls, others }: Configuring): void {
  const { oracle, writer, imports } = tools;
  const home = oracle.fileOf(method);
  const why = `${name} sets what every instance shares.`;
  for (const call of calls) {
    const source = call.getSourceFile();
    writer.replaceNode(call.expression, imports.want(source, name, home, false), { why });
  }
  dropUnused(tools, accessor.split('.')[0] ?? accessor, calls.map(({ expression }) => expression));
  if (others === 0) removeLines(method, writer, why);
  else if (method.body !== undefined) writer.replaceNode(method.body, delegation(method, name), { why: `${why} Line ${String(lineOf(method))} keeps its other callers.` });
}

function delegation(method: ts.MethodDeclaration, name: string): string {
  const source = method.getSourceFile();
  const { newline, semicolon, unit } = styleOf(source);
  const indent = indentAt(source, method.getStart(source));
  const returned = !chains(method) && method.type !== undefined && method.type.getText() !== 'void' ? 'return ' : '';
  const last = chains(method) ? `${newline}${indent}${unit}return this${semicolon}` : '';
  return `{${newline}${indent}${unit}${returned}${name}(${passed(method)})${semicolon}${last}${newline}${indent}}`;
}

const passed = ({ parameters }: ts.MethodDeclaration): string => parameters.map(({ name, dotDotDotToken }) => `${dotDotDotToken === undefined ? '' : '...'}${name.getText()}`).join(', ');

function functionText({ method, body, name }: Configuring, keeper: Keeper): string {
  const source = method.getSourceFile();
  const { newline, unit } = styleOf(source);
  const types = method.typeParameters === undefined ? '' : `<${method.typeParameters.map((one) => one.getText()).join(', ')}>`;
  const returns = isJavaScript(source) || method.type === undefined ? '' : `: ${chains(method) ? 'void' : method.type.getText()}`;
  const isAsync = hasModifier(method, ts.SyntaxKind.AsyncKeyword) ? 'async ' : '';
  const whole = renamed(body, keeper);
  const moved = chains(method) ? whole.replace(/\s*return this;?(?=\s*\}$)/, '') : whole;
  // White space inside a template literal is content.
  const text = moved.includes('`') ? moved : moved.replaceAll(`\n${unit}`, '\n');
  return [
    '/** Sets what every instance shares, once at start-up. */',
    `export ${isAsync}function ${name}${types}(${method.parameters.map((parameter) => parameter.getText()).join(', ')})${returns} ${text}`,
  ].join(newline);
}

/** `this.model` → `agentFactoryState().model`. */
function renamed(body: ts.Block, keeper: Keeper): string {
  const source = body.getSourceFile();
  const places: ts.PropertyAccessExpression[] = [];
  forEachDescendant(body, (node) => {
    if (ts.isPropertyAccessExpression(node) && fieldOfThis(node) !== undefined) places.push(node);
    return undefined;
  });
  let text = body.getText();
  const start = body.getStart(source);
  for (const place of places.toSorted((a, b) => b.pos - a.pos)) {
    const field = keeper.fields.find((one) => one.field === fieldOfThis(place));
    if (field !== undefined) text = `${text.slice(0, place.getStart(source) - start)}${keeper.name}().${plainName(field)}${text.slice(place.getEnd() - start)}`;
  }
  return text;
}
