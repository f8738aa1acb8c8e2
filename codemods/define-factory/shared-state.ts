/**
 * What must not become per-request moves out of the instance: one object that every instance reads and writes through, made once
 * for the process, and one made once for each user. The class keeps its field names, so no method changes.
 */
import { ts } from '@ts-morph/common';
import { removeLines } from '../thread-context/removal.js';
import { indentAt, isJavaScript, styleOf } from '../thread-context/style.js';
import { contains, enclosing, forEachDescendant, lineOf } from '../thread-context/syntax.js';
import type { Tools } from './constructor.js';
import { firstValue, isField, type Field, type Slot } from './partition.js';

/** Fields that outlive the request. What the constructor is given and only keeps is shared by whoever gives it. */
export function sharedFields<T extends Slot>(fields: readonly T[]): readonly T[] {
  return fields.filter(({ kind, isWritten, isBeside, declaration }) => {
    if (isBeside === true || (!isWritten && kind !== 'user' && ts.isParameter(declaration))) return false;
    return kind === 'user' || kind === 'process' || (kind === 'configuration' && isWritten);
  });
}

/** Where fields move to: `agentFactoryState()`, or a user's own, `agentFactoryUserState(this.userContext)`. */
export type Keeper = {
  readonly name: string;
  readonly lifetime: 'shared' | 'perUser';
  readonly fields: readonly Field[];
};

/** Why a field cannot be moved out of the instance by a codemod, or undefined when it can. */
export function obstacleToSharing(slot: Slot, owner: ts.ClassDeclaration): string | undefined {
  const { declaration, name, field, isWritten } = slot;
  if (!isField(slot)) return `it is part of ${owner.name?.text ?? 'the class'} as long as that extends it: keep one beside it instead`;
  if (!contains(owner, declaration)) return `${name} is inherited`;
  if (ts.isParameter(declaration)) return `${name} comes in through the constructor`;
  if (slot.making !== undefined) return `line ${String(lineOf(slot.making))} would write it again whenever an instance is made`;
  const property = propertyOf(owner, field);
  if (ts.isBinaryExpression(declaration) && enclosing(declaration, ts.isConstructorDeclaration) === undefined) return `${name} is set for the first time outside of the constructor`;
  if (ts.isBinaryExpression(declaration) && isWritten && property === undefined && !ts.isNewExpression(declaration.right)) return `${name} is set in the constructor and later`;
  const value = firstValue(declaration);
  if (value === undefined) return ts.isPropertyDeclaration(declaration) && declaration.type === undefined ? `${name} has neither a type nor a first value` : undefined;
  const parameters = new Set(owner.members.find(ts.isConstructorDeclaration)?.parameters.map((parameter) => parameter.name.getText()));
  let uses: 'instance' | 'parameters' | undefined;
  const visit = (node: ts.Node): undefined => {
    if (node.kind === ts.SyntaxKind.ThisKeyword) uses ??= 'instance';
    if (ts.isBinaryExpression(declaration) && ts.isIdentifier(node) && parameters.has(node.text)) uses ??= 'parameters';
  };
  visit(value);
  forEachDescendant(value, visit);
  return uses && `the first value of ${name} is made from ${uses === 'instance' ? 'the instance itself' : 'what the constructor is given'}`;
}

const propertyOf = (owner: ts.ClassDeclaration, field: string): ts.PropertyDeclaration | undefined => owner.members.filter(ts.isPropertyDeclaration).find(({ name }) => name.getText() === field);

/** The declaration of what is kept, to stand before the class. */
export function keeperDeclaration({ oracle, imports, runtime }: Tools, { name, lifetime, fields }: Keeper, source: ts.SourceFile): string {
  const { newline, semicolon, unit, quote } = styleOf(source);
  const keep = imports.want(source, lifetime, runtime, false);
  const typed = fields.map((field) => `${plainName(field)}: ${typeOf(field, oracle.checkerOf(field.declaration))}`);
  const values = fields.map((field) => `${unit}${plainName(field)}: ${firstValue(field.declaration)?.getText() ?? 'undefined'},`);
  const returns = isJavaScript(source) ? '' : `: { ${typed.join('; ')} }`;
  const what = lifetime === 'shared' ? 'What every instance has in common: it outlives the request.' : 'What each user has, whatever the request, for as long as the process runs.';
  return [`/** ${what} */`, `const ${name} = ${keep}(()${returns} => ({`, ...values, `})${lifetime === 'shared' ? '' : `, { name: ${quote}${name}${quote}, max: Infinity }`})${semicolon}`, '', ''].join(newline);
}

/** `private total = 0;` → a getter and a setter on what is kept; one that is only read, or only filled, becomes a reference. */
export function moveField(tools: Tools, owner: ts.ClassDeclaration, field: Field, { name: keeper, lifetime }: Keeper): void {
  const { writer, context } = tools;
  const { declaration } = field;
  if (ts.isParameter(declaration)) return;
  const source = owner.getSourceFile();
  const property = ts.isPropertyDeclaration(declaration) ? declaration : propertyOf(owner, field.field);
  const modifiers = property === undefined ? [] : (ts.getModifiers(property)?.map((modifier) => modifier.getText()) ?? []);
  const why = `${field.name} ${field.why}, so ${lifetime === 'shared' ? 'all instances share it' : 'it is kept for each user'}.`;
  const place = (of: string): string => `${keeper}(${lifetime === 'shared' ? '' : of}).${plainName(field)}`;
  const value = firstValue(declaration);
  const isReassigned = !modifiers.includes('readonly') && field.isWritten;
  // A field's first value is made before the constructor has kept the context, so what is a user's is asked for at each use.
  if (value !== undefined && !isReassigned && (lifetime === 'shared' || property === undefined)) {
    writer.replaceNode(value, place(context), { why });
    return;
  }
  if (property === undefined) {
    if (value !== undefined) writer.replaceNode(value, place(context), { why });
    return;
  }
  writer.replace(source, property.getStart(source), property.getEnd(), accessorsText(tools, property, field, place(`this.${context}`), isReassigned), { why });
  if (ts.isBinaryExpression(declaration)) removeLines(declaration.parent, writer, why);
}

function accessorsText({ oracle }: Tools, property: ts.PropertyDeclaration, field: Field, place: string, isReassigned: boolean): string {
  const source = property.getSourceFile();
  const { newline, semicolon, unit } = styleOf(source);
  const indent = indentAt(source, property.getStart(source));
  const prefix = (ts.getModifiers(property) ?? []).filter(({ kind }) => kind !== ts.SyntaxKind.ReadonlyKeyword).map((modifier) => `${modifier.getText()} `).join('');
  const name = property.name.getText();
  const type = isJavaScript(source) ? '' : `: ${typeOf(field, oracle.checkerOf(property))}`;
  const getter = [`${prefix}get ${name}()${type} {`, `${indent}${unit}return ${place}${semicolon}`, `${indent}}`];
  const setter = [`${indent}${prefix}set ${name}(value${type}) {`, `${indent}${unit}${place} = value${semicolon}`, `${indent}}`];
  return [...getter, ...(isReassigned ? setter : [])].join(newline);
}

export const plainName = ({ field }: Field): string => field.replace(/^#/, '').replace(/^_+(?=\w)/, '');

/** As it was declared; else as the checker widens it: `0` is a number here, because it will change. */
function typeOf({ declaration }: Field, checker: ts.TypeChecker): string {
  if (ts.isBinaryExpression(declaration)) return checker.typeToString(checker.getTypeAtLocation(declaration.left), declaration, FORMAT);
  const optional = declaration.questionToken !== undefined || declaration.initializer === undefined ? ' | undefined' : '';
  if (declaration.type !== undefined) return `${declaration.type.getText()}${/\bundefined\b/.test(declaration.type.getText()) ? '' : optional}`;
  const { initializer } = declaration;
  // The name as written needs no import; the checker's may need one (`EventEmitter<DefaultEventMap>`).
  if (initializer !== undefined && ts.isNewExpression(initializer)) return `${initializer.expression.getText()}${initializer.typeArguments === undefined ? '' : `<${initializer.typeArguments.map((type) => type.getText()).join(', ')}>`}`;
  return checker.typeToString(checker.getTypeAtLocation(declaration), declaration, FORMAT);
}

const FORMAT = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope;
