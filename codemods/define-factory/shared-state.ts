/**
 * What must not become per-request moves out of the instance: one object, made once for the process, that every instance reads
 * and writes through. The class keeps its field names, so no method changes.
 */
import { ts } from '@ts-morph/common';
import { indentAt, isJavaScript, styleOf } from '../thread-context/style.js';
import { contains, forEachDescendant } from '../thread-context/syntax.js';
import type { Tools } from './constructor.js';
import { firstValue, type Field, type Slot } from './partition.js';

/** Fields that have to be the same for all instances, however many there are. */
export function sharedFields<T extends Slot>(fields: readonly T[]): readonly T[] {
  return fields.filter(({ kind, isWritten }) => kind === 'user' || kind === 'process' || (kind === 'configuration' && isWritten));
}

/** Why a field cannot be moved out of the instance by a codemod, or undefined when it can. */
export function obstacleToSharing({ declaration, name, isWritten }: Slot, owner: ts.ClassDeclaration): string | undefined {
  if (!contains(owner, declaration)) return `${name} is inherited`;
  if (ts.isParameter(declaration)) return `${name} comes in through the constructor`;
  if (ts.isBinaryExpression(declaration) && isWritten && !ts.isNewExpression(declaration.right)) return `${name} is set in the constructor and later`;
  const value = firstValue(declaration);
  if (value === undefined) return ts.isPropertyDeclaration(declaration) && declaration.type === undefined ? `${name} has neither a type nor a first value` : undefined;
  const parameters = new Set(owner.members.find(ts.isConstructorDeclaration)?.parameters.map((parameter) => parameter.name.getText()));
  let usesInstance = value.kind === ts.SyntaxKind.ThisKeyword;
  const visit = (node: ts.Node): undefined => {
    usesInstance ||= node.kind === ts.SyntaxKind.ThisKeyword || (ts.isBinaryExpression(declaration) && ts.isIdentifier(node) && parameters.has(node.text));
  };
  visit(value);
  forEachDescendant(value, visit);
  return usesInstance ? `the first value of ${name} is made from the instance itself` : undefined;
}

/** The declaration of the shared state, to stand before the class. */
export function stateDeclaration({ oracle, imports, runtime }: Tools, fields: readonly Field[], stateName: string): string {
  const [first] = fields;
  if (first === undefined) return '';
  const source = first.declaration.getSourceFile();
  const { newline, semicolon, unit } = styleOf(source);
  const shared = imports.want(source, 'shared', runtime, false);
  const typed = fields.map((field) => `${plainName(field)}: ${typeOf(field, oracle.checkerOf(field.declaration))}`);
  const values = fields.map((field) => `${unit}${plainName(field)}: ${firstValue(field.declaration)?.getText() ?? 'undefined'},`);
  const returns = isJavaScript(source) ? '' : `: { ${typed.join('; ')} }`;
  return [`/** What every instance has in common: it outlives the request. */`, `const ${stateName} = ${shared}(()${returns} => ({`, ...values, `}))${semicolon}`, '', ''].join(newline);
}

/** `private total = 0;` → a getter and a setter on the shared state; one that is only read, or only filled, becomes a reference. */
export function shareField({ writer, oracle }: Tools, field: Field, stateName: string): void {
  const { declaration } = field;
  if (ts.isParameter(declaration)) return;
  const source = declaration.getSourceFile();
  const { newline, semicolon } = styleOf(source);
  const why = `${field.name} ${field.why}, so all instances share it.`;
  const place = `${stateName}().${plainName(field)}`;
  const modifiers = ts.canHaveModifiers(declaration) ? (ts.getModifiers(declaration)?.map((modifier) => modifier.getText()) ?? []) : [];
  const isReassigned = !modifiers.includes('readonly') && field.isWritten;
  const value = firstValue(declaration);
  if (value !== undefined && (ts.isBinaryExpression(declaration) || !isReassigned)) {
    writer.replaceNode(value, place, { why });
    return;
  }
  if (ts.isBinaryExpression(declaration)) return;
  const indent = indentAt(source, declaration.getStart(source));
  const prefix = modifiers.filter((modifier) => modifier !== 'readonly').map((modifier) => `${modifier} `).join('');
  const name = declaration.name.getText();
  const type = isJavaScript(source) ? '' : `: ${typeOf(field, oracle.checkerOf(declaration))}`;
  const text = [
    `${prefix}get ${name}()${type} {`, `${indent}  return ${place}${semicolon}`, `${indent}}`,
    `${indent}${prefix}set ${name}(value${type}) {`, `${indent}  ${place} = value${semicolon}`, `${indent}}`,
  ].join(newline);
  writer.replace(source, declaration.getStart(source), declaration.getEnd(), text, { why });
}

const plainName = ({ field }: Field): string => field.replace(/^#/, '').replace(/^_+(?=\w)/, '');

/** As it was declared; else as the checker widens it: `0` is a number here, because it will change. */
function typeOf({ declaration }: Field, checker: ts.TypeChecker): string {
  if (ts.isBinaryExpression(declaration)) return checker.typeToString(checker.getTypeAtLocation(declaration.right));
  const optional = declaration.questionToken !== undefined || declaration.initializer === undefined ? ' | undefined' : '';
  if (declaration.type !== undefined) return `${declaration.type.getText()}${/\bundefined\b/.test(declaration.type.getText()) ? '' : optional}`;
  const { initializer } = declaration;
  // The name as written needs no import; the checker's may need one (`EventEmitter<DefaultEventMap>`).
  if (initializer !== undefined && ts.isNewExpression(initializer)) return `${initializer.expression.getText()}${initializer.typeArguments === undefined ? '' : `<${initializer.typeArguments.map((type) => type.getText()).join(', ')}>`}`;
  return checker.typeToString(checker.getTypeAtLocation(declaration), declaration, ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope);
}
