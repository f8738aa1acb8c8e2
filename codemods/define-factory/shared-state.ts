/**
 * What must not become per-request moves out of the instance: one object, made once for the process, that every instance reads
 * and writes through. The class keeps its field names, so no method changes.
 */
import { ts } from '@ts-morph/common';
import { indentAt, isJavaScript, styleOf } from '../thread-context/style.js';
import { contains, forEachDescendant } from '../thread-context/syntax.js';
import type { Tools } from './constructor.js';
import type { Field } from './partition.js';

/** Fields that have to be the same for all instances, however many there are. */
export function sharedFields(fields: readonly Field[]): readonly Field[] {
  return fields.filter(({ kind, isWritten }) => kind === 'user' || kind === 'process' || (kind === 'configuration' && isWritten));
}

/** Why a field cannot be moved out of the instance by a codemod, or undefined when it can. */
export function obstacleToSharing({ declaration, name }: Field): string | undefined {
  if (ts.isParameter(declaration)) return `${name} comes in through the constructor`;
  const { initializer } = declaration;
  if (initializer === undefined) return declaration.type === undefined ? `${name} has neither a type nor a first value` : undefined;
  let usesInstance = initializer.kind === ts.SyntaxKind.ThisKeyword;
  forEachDescendant(initializer, (node) => {
    usesInstance ||= node.kind === ts.SyntaxKind.ThisKeyword;
    return undefined;
  });
  const constructor = ts.isClassDeclaration(declaration.parent) ? declaration.parent.members.find(ts.isConstructorDeclaration) : undefined;
  const usesParameter = constructor?.parameters.some((parameter) => contains(parameter, initializer)) === true;
  return usesInstance || usesParameter ? `the first value of ${name} is made from the instance itself` : undefined;
}

/** The declaration of the shared state, to stand before the class. */
export function stateDeclaration({ oracle, imports, runtime }: Tools, fields: readonly Field[], stateName: string): string {
  const [first] = fields;
  if (first === undefined) return '';
  const source = first.declaration.getSourceFile();
  const { newline, semicolon, unit } = styleOf(source);
  const shared = imports.want(source, 'shared', runtime, false);
  const typed = fields.map((field) => `${plainName(field)}: ${typeOf(field, oracle.checkerOf(field.declaration))}`);
  const values = fields.map((field) => `${unit}${plainName(field)}: ${field.declaration.initializer?.getText() ?? 'undefined'},`);
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
  const modifiers = ts.getModifiers(declaration)?.map((modifier) => modifier.getText()) ?? [];
  const isReassigned = !modifiers.includes('readonly') && field.isWritten;
  if (!isReassigned && declaration.initializer !== undefined) {
    writer.replaceNode(declaration.initializer, place, { why });
    return;
  }
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
  const optional = declaration.questionToken !== undefined || declaration.initializer === undefined ? ' | undefined' : '';
  if (declaration.type !== undefined) return `${declaration.type.getText()}${/\bundefined\b/.test(declaration.type.getText()) ? '' : optional}`;
  const { initializer } = declaration;
  // The name as written needs no import; the checker's may need one (`EventEmitter<DefaultEventMap>`).
  if (initializer !== undefined && ts.isNewExpression(initializer)) return `${initializer.expression.getText()}${initializer.typeArguments === undefined ? '' : `<${initializer.typeArguments.map((type) => type.getText()).join(', ')}>`}`;
  return checker.typeToString(checker.getTypeAtLocation(declaration), declaration, ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope);
}
