/** C: a declaration takes the context, as its first and required parameter. */
import { ts } from '@ts-morph/common';
import type { Imports } from './imports.js';
import { insertAfter, insertFirst } from './lists.js';
import type { Program } from './program.js';
import { indentAt, isJavaScript, styleOf } from './style.js';
import { isClosure, nameOf, statementOf, type Callable } from './syntax.js';
import type { EditOptions, Writer } from './text.js';

export function addParameter(program: Program, fn: Callable, name: string, writer: Writer, imports: Imports, modifiers = ''): void {
  const source = fn.getSourceFile();
  const options: EditOptions = { why: `${nameOf(fn)} takes the context, because it or a function of the same signature needs it.` };
  document(program, fn, name, writer, options);
  const text = isJavaScript(source) ? name : `${modifiers}${name}: ${imports.contextType(source)}`;
  if (ts.isGetAccessorDeclaration(fn)) turnIntoMethod(fn, writer);
  const [first] = fn.parameters;
  if (first !== undefined && ts.isArrowFunction(fn) && !hasBrackets(fn, first)) {
    writer.insert(source, first.getStart(source), `(${text}, `, options);
    writer.insert(source, first.getEnd(), ')', options);
    return;
  }
  if (first !== undefined && ts.isIdentifier(first.name) && first.name.text === 'this') insertAfter(source, fn.parameters, 1, text, writer, options);
  else insertFirst(source, fn.parameters, text, writer, options);
}

function hasBrackets(fn: ts.ArrowFunction, first: ts.ParameterDeclaration): boolean {
  const source = fn.getSourceFile();
  return source.text.slice(fn.getStart(source), first.getStart(source)).includes('(');
}

/** C15: `get last()` becomes `last()`. */
function turnIntoMethod(fn: ts.GetAccessorDeclaration, writer: Writer): void {
  const source = fn.getSourceFile();
  const keyword = source.text.lastIndexOf('get', fn.name.getStart(source));
  writer.replace(source, keyword, fn.name.getStart(source), '', { kind: 'adapt', why: 'A getter takes no context: it becomes a method, and every read of it a call.' });
}

/** C21: a function that documents its parameters documents this one too. In JavaScript the documentation is the type. */
function document(program: Program, fn: Callable, name: string, writer: Writer, options: EditOptions): void {
  const [tag] = ts.getJSDocTags(fn).filter(ts.isJSDocParameterTag);
  const source = fn.getSourceFile();
  if (tag === undefined) {
    if (isChecked(program, source)) annotate(program, fn, name, writer, options);
    return;
  }
  const start = tag.getStart(source);
  const line = source.text.lastIndexOf('\n', start) + 1;
  const lead = source.text.slice(line, start);
  if (!/^\s*\*\s*$/.test(lead)) return;
  const dash = /^@param\s+(\{[^}]*\}\s+)?\S+\s+-\s/.test(source.text.slice(start)) ? ' -' : '';
  const type = isJavaScript(source) ? `{import('${program.context.module}').${program.context.type}} ` : '';
  writer.insert(source, start, `@param ${type}${name}${dash} who this work is for${styleOf(source).newline}${lead}`, options);
}

/** JavaScript that is checked: a parameter without a type would be an error. */
function isChecked(program: Program, source: ts.SourceFile): boolean {
  if (!isJavaScript(source)) return false;
  return /^\s*\/\/\s*@ts-check\b/m.test(source.text.slice(0, 500)) || (program.oracle.optionsOf(source).checkJs === true && !/^\s*\/\/\s*@ts-nocheck\b/m.test(source.text.slice(0, 500)));
}

function annotate(program: Program, fn: Callable, name: string, writer: Writer, options: EditOptions): void {
  const member = ts.isArrowFunction(fn) || ts.isFunctionExpression(fn) ? statementOf(fn) : fn;
  if (ts.getJSDocCommentsAndTags(member).length > 0 || (isClosure(fn) && !ts.isVariableStatement(member))) return;
  const source = fn.getSourceFile();
  const start = member.getStart(source);
  const text = `/** @param {import('${program.context.module}').${program.context.type}} ${name} */`;
  writer.insert(source, start, `${text}${styleOf(source).newline}${indentAt(source, start)}`, { ...options, order: -20 });
}

/** A name for an inserted parameter or constant that nothing in the function already uses. */
export function freeName(program: Program, fn: ts.Node): string {
  const base = program.context.name;
  if (program.oracle.identifiers(program.oracle.fileOf(fn), base).length === 0) return base;
  const taken: Set<string> = new Set();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && !isPropertyName(node)) taken.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(fn);
  const full = program.context.type.charAt(0).toLowerCase() + program.context.type.slice(1);
  const candidates = [base, full, `current${base.charAt(0).toUpperCase()}${base.slice(1)}`];
  for (let count = 2; ; count += 1) {
    const free = candidates.find((candidate) => !taken.has(candidate));
    if (free !== undefined) return free;
    candidates.push(`${base}${String(count)}`);
  }
}

/** `x.userContext` and `{ userContext: 1 }` name members, not variables. */
function isPropertyName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent) || ts.isPropertyDeclaration(parent) || ts.isMethodDeclaration(parent)) return parent.name === node;
  return ts.isBindingElement(parent) && parent.propertyName === node;
}

