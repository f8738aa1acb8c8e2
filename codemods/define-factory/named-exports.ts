/**
 * In JavaScript an accessor, or the class that hands it out, may stand nowhere but in what the module exports. It gets a name of
 * its own first: `exports.getX = () => …` becomes `const getX = () => …` and `exports.getX = getX`.
 */
import { ts } from '@ts-morph/common';
import type { TypeOracle } from '../oracle/oracle.js';
import { isHandedOut } from '../thread-context/commonjs.js';
import { isJavaScript, styleOf } from '../thread-context/style.js';
import { forEachDescendant, isClosure, statementOf } from '../thread-context/syntax.js';
import type { Writer } from '../thread-context/text.js';

type Value = ts.FunctionExpression | ts.ArrowFunction | ts.ClassExpression | ts.MethodDeclaration;

export function nameExports(oracle: TypeOracle, accessors: readonly string[], writer: Writer): void {
  for (const name of new Set(accessors.map((accessor) => accessor.split('.')[0] ?? accessor))) {
    for (const file of oracle.filesNaming(name)) {
      const source = oracle.source(file);
      if (source === undefined || !isJavaScript(source) || isDeclared(source, name)) continue;
      const [value, ...others] = source.statements.flatMap((statement) => valuesIn(statement, name));
      if (value !== undefined && others.length === 0 && !speaksOfItself(value)) nameValue(value, name, writer);
    }
  }
}

function nameValue(value: Value, name: string, writer: Writer): void {
  const source = value.getSourceFile();
  const { newline, semicolon } = styleOf(source);
  const statement = statementOf(value);
  const property = ts.isMethodDeclaration(value) ? value : ts.isPropertyAssignment(value.parent) ? value.parent : undefined;
  const why = `${name} gets a name of its own.`;
  writer.insert(source, statement.getStart(source), `${declarationOf(value, name, semicolon)}${newline}${newline}`, { why });
  writer.replaceNode(property ?? value, name, { why });
}

/** Functions and classes of this name among the exports that a statement at the top of a module assigns. */
function valuesIn(statement: ts.Statement, name: string): readonly Value[] {
  const assignment = ts.isExpressionStatement(statement) ? statement.expression : undefined;
  if (assignment === undefined || !ts.isBinaryExpression(assignment) || assignment.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return [];
  let { left, right } = assignment;
  while (ts.isBinaryExpression(right) && right.operatorToken.kind === ts.SyntaxKind.EqualsToken) ({ left, right } = right);
  if (isNameable(right)) return [left, assignment.left].some((at) => isNamedExport(at, name)) || (isModuleExports(assignment.left) && right.name?.text === name) ? [right] : [];
  if (!ts.isObjectLiteralExpression(right) || ![left, assignment.left].some(isModuleExports)) return [];
  return right.properties.flatMap((property): Value[] => {
    if (property.name?.getText() !== name) return [];
    if (ts.isMethodDeclaration(property)) return [property];
    return ts.isPropertyAssignment(property) && isNameable(property.initializer) ? [property.initializer] : [];
  });
}

const isNameable = (value: ts.Expression): value is ts.FunctionExpression | ts.ArrowFunction | ts.ClassExpression => isClosure(value) || ts.isClassExpression(value);
const isModuleExports = (left: ts.Expression): boolean => /^(module\.)?exports$/.test(left.getText());
const isNamedExport = (left: ts.Expression, name: string): boolean => ts.isPropertyAccessExpression(left) && left.name.text === name && isHandedOut(left.name);

const isDeclared = (source: ts.SourceFile, name: string): boolean => source.statements.some((statement) => ts.isVariableStatement(statement)
  ? statement.declarationList.declarations.some((one) => one.name.getText() === name)
  : (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name?.text === name);

/** A `this` of its own is the exports, and an inner name other than its export's is one that it calls itself by. */
function speaksOfItself(value: Value): boolean {
  if (ts.isClassExpression(value)) return false;
  let speaks = false;
  forEachDescendant(value, (node) => {
    speaks ||= node.kind === ts.SyntaxKind.ThisKeyword || node.kind === ts.SyntaxKind.SuperKeyword;
    return undefined;
  });
  return speaks;
}

/** The value as a declaration of this name, moved out to the margin. */
function declarationOf(value: Value, name: string, semicolon: string): string {
  const text = value.getText();
  if (ts.isArrowFunction(value)) return `const ${name} = ${text}${semicolon}`;
  if (ts.isMethodDeclaration(value)) {
    const head = (value.asteriskToken === undefined ? 'function ' : 'function* ') + name;
    const isAsync = value.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) === true;
    return outdented(value, `${isAsync ? 'async ' : ''}${head}${text.slice(value.name.getEnd() - value.getStart())}`);
  }
  if (value.name !== undefined && value.name.text !== name) return `const ${name} = ${text}${semicolon}`;
  if (value.name !== undefined) return outdented(value, text);
  return outdented(value, text.replace(/^(async\s+)?(function\s*\*?|class)\s*/, (head) => `${head.trimEnd()} ${name}`).replace(/^(class \w+)(?=[^\s{(])/, '$1 '));
}

/** Where lines are content, they stay. */
function outdented(value: Value, text: string): string {
  const source = value.getSourceFile();
  const line = source.text.slice(source.text.lastIndexOf('\n', value.getStart(source)) + 1);
  const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
  return indent === '' || text.includes('`') ? text : text.replaceAll(`\n${indent}`, '\n');
}
