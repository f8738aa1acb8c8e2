/** E1, E16, C17: the class's own text: a parameter of its constructor, the field that keeps it, initialisers that move. */
import { ts } from '@ts-morph/common';
import { constructorOf } from './classes.js';
import { addParameter } from './declarations.js';
import { waitingFields } from './initialisers.js';
import { insertFirst } from './lists.js';
import type { Imports } from './imports.js';
import type { Program } from './program.js';
import { indentAt, isJavaScript, styleOf } from './style.js';
import { isStatic } from './syntax.js';
import type { Writer } from './text.js';

export type Injection = {
  readonly owner: ts.ClassLikeDeclaration;
  /** The constructor's parameter. */
  readonly name: string;
  /** Methods read it from a field of this name. */
  readonly field: string | undefined;
  /** Fields whose initialisers need the context. */
  readonly moved: readonly ts.PropertyDeclaration[];
  /** Places at which methods read it from that field. */
  readonly reads: readonly ts.Node[];
  /** The constructor's own body, or a super call, uses the parameter. */
  readonly used: boolean;
};

export function writeInjection(program: Program, injection: Injection, writer: Writer, imports: Imports): void {
  const { owner, name, field } = injection;
  const source = owner.getSourceFile();
  const own = constructorOf(owner);
  const moved = waitingFields(owner, injection.moved, injection.reads);
  const plain = field !== undefined && (writesFieldsOut(owner, own) || program.oracle.optionsOf(owner).erasableSyntaxOnly === true || isJavaScript(source));
  const modifiers = field !== undefined && !plain ? 'private readonly ' : '';
  const why = 'Made for one request, it takes the context of that request.';
  const { newline, semicolon, unit } = styleOf(source);
  const indent = memberIndent(owner, unit);
  const type = isJavaScript(source) ? '' : `: ${imports.contextType(source)}`;
  if (own === undefined && heritage(owner) !== undefined && moved.length === 0 && field === undefined) return;

  const assignments = (inner: string): string[] => field !== undefined && plain ? [`${inner}this.${field} = ${name}${semicolon}`] : [];
  if (plain) {
    const first = owner.members[0];
    const position = first?.getStart(source) ?? owner.members.end;
    const declaration = isJavaScript(source) ? `${field}${semicolon}` : `private readonly ${field}${type}${semicolon}`;
    writer.insert(source, position, `${declaration}${newline}${indent}`, { why, order: -5 });
  }

  if (own !== undefined) {
    const parameters = own.parameters;
    if (modifiers === '') for (const at of owner.members.filter(ts.isConstructorDeclaration)) addParameter(program, at, name, writer, imports);
    else insertFirst(source, parameters, `${modifiers}${name}${type}`, writer, { why });
    const place = bodyStart(own);
    if (place === undefined) return;
    const inner = indent + unit;
    for (const line of assignments(inner)) writer.insert(source, place, `${newline}${line}`, { why, order: 0 });
    moved.forEach((at, index) => { moveInto(program, at, place, (text) => `${newline}${inner}this.${at.name.getText()} = ${text}${semicolon}`, writer, imports, index); });
    const closesHere = /^[ \t]*\}/.test(source.text.slice(place));
    if (closesHere && (moved.length > 0 || assignments(inner).length > 0)) writer.insert(source, place, `${newline}${indent}`, { why, order: 100 });
    return;
  }

  const inner = indent + unit;
  const base = heritage(owner);
  const rest = base === undefined ? '' : `, ...rest: ConstructorParameters<typeof ${base}>`;
  const head = `constructor(${modifiers}${name}${type}${isJavaScript(source) && base !== undefined ? ', ...rest' : rest}) {`;
  const lastField = owner.members.filter((at) => ts.isPropertyDeclaration(at)).at(-1);
  const position = lastField?.getEnd() ?? owner.members[0]?.getStart(source) ?? owner.members.end;
  const superCall = base === undefined ? '' : `${newline}${inner}super(...rest)${semicolon}`;
  const body = [superCall, ...assignments(inner).map((line) => newline + line)].join('');
  const after = lastField !== undefined;
  const empty = moved.length === 0 && body === '';
  const open = after ? `${newline}${newline}${indent}${head}${body}` : `${head}${body}`;
  const close = `${empty ? '' : `${newline}${indent}`}}${after ? '' : `${newline}${newline}${indent}`}`;
  writer.insert(source, position, open, { why, order: -1 });
  moved.forEach((at, index) => { moveInto(program, at, position, (text) => `${newline}${inner}this.${at.name.getText()} = ${text}${semicolon}`, writer, imports, index); });
  writer.insert(source, position, close, { why, order: 100 });
}

function moveInto(program: Program, field: ts.PropertyDeclaration, to: number, format: (text: string) => string, writer: Writer, imports: Imports, order: number): void {
  const source = field.getSourceFile();
  const { initializer } = field;
  if (initializer === undefined) return;
  const end = (field.type ?? field.exclamationToken ?? field.questionToken ?? field.name).getEnd();
  const why = 'The initialiser would run before the context is there: it moves into the constructor.';
  const instead = field.type === undefined && !isJavaScript(source) ? `: ${typeText(program, field, imports)}` : '';
  writer.move(initializer, [end, initializer.getEnd()], to, format, { why, order: order + 1, instead });
}

/** The field's type as a person would write it, imported if need be. */
function typeText(program: Program, field: ts.PropertyDeclaration, imports: Imports): string {
  const { oracle } = program;
  const source = field.getSourceFile();
  const type = oracle.type(field);
  const symbol = type.getSymbol() as ts.Symbol | undefined;
  const [declaration] = oracle.declarations(symbol);
  if (symbol !== undefined && declaration !== undefined && /^[A-Z]\w*$/.test(symbol.name) && (ts.isClassDeclaration(declaration) || ts.isInterfaceDeclaration(declaration)) && (declaration.typeParameters?.length ?? 0) === 0 && oracle.isOwn(declaration)) {
    return imports.want(source, symbol.name, oracle.fileOf(declaration), true);
  }
  return oracle.checkerOf(field).typeToString(type, field, ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope);
}

/** Behind `super(…)`, else behind the opening bracket of the body. */
function bodyStart(own: ts.ConstructorDeclaration): number | undefined {
  const { body } = own;
  if (body === undefined) return undefined;
  const call = body.statements.find((at) => ts.isExpressionStatement(at) && ts.isCallExpression(at.expression) && at.expression.expression.kind === ts.SyntaxKind.SuperKeyword);
  return call?.getEnd() ?? body.getStart() + 1;
}

function writesFieldsOut(owner: ts.ClassLikeDeclaration, own: ts.ConstructorDeclaration | undefined): boolean {
  if (own === undefined || own.parameters.length === 0) return false;
  const properties = own.parameters.some((at) => ts.isParameterPropertyDeclaration(at, own));
  return !properties && owner.members.some((at) => ts.isPropertyDeclaration(at) && at.initializer === undefined && !isStatic(at));
}

function heritage(owner: ts.ClassLikeDeclaration): string | undefined {
  return owner.heritageClauses?.find((at) => at.token === ts.SyntaxKind.ExtendsKeyword)?.types[0]?.expression.getText();
}

function memberIndent(owner: ts.ClassLikeDeclaration, unit: string): string {
  const source = owner.getSourceFile();
  const first = owner.members[0];
  return first === undefined ? indentAt(source, owner.getStart(source)) + unit : indentAt(source, first.getStart(source));
}
