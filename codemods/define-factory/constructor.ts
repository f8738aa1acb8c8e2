/** The constructor takes the context first; every construction in the program hands one over, or the definition is refused. */
import { ts } from '@ts-morph/common';
import type { TypeOracle } from '../oracle/oracle.js';
import type { Imports } from '../thread-context/imports.js';
import { insertFirst } from '../thread-context/lists.js';
import { indentAt, isJavaScript, styleOf } from '../thread-context/style.js';
import { contains, lineOf } from '../thread-context/syntax.js';
import type { Writer } from '../thread-context/text.js';
import { isTest } from './boot.js';

export type Tools = { readonly oracle: TypeOracle; readonly writer: Writer; readonly imports: Imports; readonly runtime: string; readonly context: string; readonly contextType: string };

const WHY = 'The class takes the context of the request that it is made for.';

/** Whether the first parameter is a context already: then the class was prepared by hand. */
export function takesContext({ contextType }: Tools, owner: ts.ClassDeclaration): boolean {
  const [first] = owner.members.find(ts.isConstructorDeclaration)?.parameters ?? [];
  return first?.type !== undefined && new RegExp(`\\b${contextType}\\b`).test(first.type.getText());
}

export function addContextParameter(tools: Tools, owner: ts.ClassDeclaration): void {
  const { writer, imports, oracle, context } = tools;
  const source = owner.getSourceFile();
  const constructor = owner.members.find((member): member is ts.ConstructorDeclaration => ts.isConstructorDeclaration(member) && member.body !== undefined);
  const isPlain = isJavaScript(source) || oracle.optionsOf(owner).erasableSyntaxOnly === true;
  const typed = isJavaScript(source) ? context : `${context}: ${imports.contextType(source)}`;
  const parameter = isPlain ? typed : `readonly ${typed}`;
  const { newline, semicolon, unit } = styleOf(source);
  const indent = `${indentAt(source, owner.getStart(source))}${unit}`;
  if (constructor !== undefined) {
    insertFirst(source, constructor.parameters, parameter, writer, { why: WHY });
    const hidden = ts.getModifiers(constructor)?.find(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword || kind === ts.SyntaxKind.ProtectedKeyword);
    if (hidden !== undefined) writer.replace(source, hidden.getStart(source), nextToken(source, hidden.getEnd()), '', { why: 'The factory makes the instances now.' });
    if (isPlain) storeContext(tools, constructor, indent);
    return;
  }
  const open = owner.members.pos;
  const callsSuper = owner.heritageClauses?.some((clause) => clause.token === ts.SyntaxKind.ExtendsKeyword) === true;
  const field = isPlain && !isJavaScript(source) ? `${newline}${indent}readonly ${typed}${semicolon}` : '';
  const body = [...(callsSuper ? ['super()'] : []), ...(isPlain ? [`this.${context} = ${context}`] : [])].map((line) => `${newline}${indent}${unit}${line}${semicolon}`).join('');
  const after = owner.members.filter(ts.isPropertyDeclaration).at(-1)?.getEnd() ?? open;
  const text = `${newline}${indent}constructor(${parameter}) {${body === '' ? '' : `${body}${newline}${indent}`}}`;
  if (field !== '') writer.insert(source, open, field, { why: WHY });
  writer.insert(source, after, after === open ? `${text}${newline}` : `${newline}${text}`, { why: WHY, order: 1 });
}

/** @param value what is stored, as the parameter itself */
export function storeContext({ writer, context, contextType }: Tools, constructor: ts.ConstructorDeclaration, indent: string, value: string = context): void {
  const source = constructor.getSourceFile();
  const { newline, semicolon, unit } = styleOf(source);
  if (!isJavaScript(source)) writer.insert(source, constructor.getStart(source), `readonly ${context}: ${contextType}${semicolon}${newline}${newline}${indent}`, { why: WHY });
  const body = constructor.body?.statements ?? [];
  const superCall = body.find((statement) => /^super\s*\(/.test(statement.getText()));
  const position = superCall?.getEnd() ?? (constructor.body?.getStart(source) ?? 0) + 1;
  writer.insert(source, position, `${newline}${indent}${unit}this.${context} = ${value}${semicolon}`, { why: WHY });
}

/** Behind the white space that separates a modifier from what follows. */
const nextToken = (source: ts.SourceFile, position: number): number => position + (/^\s*/.exec(source.text.slice(position))?.[0].length ?? 0);

/** Other places that construct the class. A test's get a test context; any other is a decision for a person. */
export function constructions({ oracle }: Tools, owner: ts.ClassDeclaration, apart: readonly ts.Node[]): { all: readonly ts.NewExpression[]; tests: readonly ts.NewExpression[]; others: readonly ts.NewExpression[] } {
  const name = owner.name?.text ?? '';
  const found = oracle.filesNaming(name).flatMap((file) => oracle.identifiers(file, name)).flatMap((node) => {
    const { parent } = node;
    if (!ts.isNewExpression(parent) || parent.expression !== node) return [];
    const isOurs = oracle.declarations(oracle.symbol(node)).includes(owner);
    return isOurs && !apart.some((part) => contains(part, parent)) ? [parent] : [];
  });
  return { all: found, tests: found.filter((node) => isTest(oracle.fileOf(node))), others: found.filter((node) => !isTest(oracle.fileOf(node))) };
}

export const placeOf = ({ oracle }: Tools, node: ts.Node): string => `${oracle.fileOf(node)}:${String(lineOf(node))}`;

/** `new AgentInstanceFactory(registry)` → `new AgentInstanceFactory(<context>, registry)`. */
export function passContext({ writer }: Tools, making: ts.NewExpression, expression: string, why: string): void {
  const source = making.getSourceFile();
  if (making.arguments === undefined) writer.insert(source, making.getEnd(), `(${expression})`, { why });
  else insertFirst(source, making.arguments, expression, writer, { why });
}
