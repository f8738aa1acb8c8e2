/** E16: a class that takes all it needs in one options object takes the context in there too. */
import { ts } from '@ts-morph/common';
import { constructorOf } from './classes.js';
import { insertFirst } from './lists.js';
import type { Program } from './program.js';
import { isPublic } from './public-api.js';
import { indentAt, styleOf } from './style.js';
import { hasModifier, isStatic, wrapped } from './syntax.js';
import type { Writer } from './text.js';

export type OptionBag = {
  /** What methods read it as: `options.userContext`. */
  readonly path: string;
  readonly property: string;
  readonly type: ts.InterfaceDeclaration | ts.TypeLiteralNode;
};

const known: WeakMap<ts.ClassLikeDeclaration, OptionBag | null> = new WeakMap();

/** Undefined unless the object is this class's alone, and is written out wherever the class is constructed. */
export function optionBagOf(program: Program, owner: ts.ClassLikeDeclaration): OptionBag | undefined {
  let bag = known.get(owner);
  if (bag === undefined) {
    bag = find(program, owner) ?? null;
    known.set(owner, bag);
  }
  return bag ?? undefined;
}

function find(program: Program, owner: ts.ClassLikeDeclaration): OptionBag | undefined {
  const own = constructorOf(owner);
  const [parameter, second] = own?.parameters ?? [];
  if (own === undefined || owner.name === undefined || parameter === undefined || second !== undefined || !ts.isParameterPropertyDeclaration(parameter, own)) return undefined;
  const isPlain = owner.heritageClauses === undefined && own.body?.statements.length === 0 && owner.members.every((at) => !ts.isPropertyDeclaration(at) || isStatic(at) || at.initializer === undefined);
  const { name, type } = parameter;
  if (!isPlain || !ts.isIdentifier(name) || type === undefined || parameter.questionToken !== undefined || parameter.initializer !== undefined) return undefined;
  const literal = ts.isTypeLiteralNode(type) ? type : declaredFor(program, type, parameter);
  const property = program.context.name;
  if (literal === undefined || literal.members.length === 0 || literal.members.some((at) => at.name?.getText() === property) || !isWrittenOut(program, owner, owner.name)) return undefined;
  return { path: `${name.text}.${property}`, property, type: literal };
}

/** The interface, if nothing but this parameter is of its type. */
function declaredFor(program: Program, type: ts.TypeNode, parameter: ts.ParameterDeclaration): OptionBag['type'] | undefined {
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName) || type.typeArguments !== undefined) return undefined;
  const [declaration, second] = program.references.declarations(type.typeName);
  if (declaration === undefined || second !== undefined || !program.oracle.isOwn(declaration) || isPublic(program, declaration)) return undefined;
  const literal = ts.isInterfaceDeclaration(declaration) ? declaration : ts.isTypeAliasDeclaration(declaration) && ts.isTypeLiteralNode(declaration.type) ? declaration.type : undefined;
  const uses = program.references.to(new Set([declaration]), [type.typeName.text]).filter(({ name }) => !ts.isImportSpecifier(name.parent) && !ts.isExportSpecifier(name.parent));
  return uses.every(({ name }) => name.parent === parameter.type) ? literal : undefined;
}

function isWrittenOut(program: Program, owner: ts.ClassLikeDeclaration, name: ts.Identifier): boolean {
  return program.references.to(new Set([owner]), [name.text]).every(({ name: reference }) => {
    if (!ts.isIdentifier(reference) || ts.isImportSpecifier(reference.parent) || ts.isExportSpecifier(reference.parent) || ts.isTypeReferenceNode(reference.parent)) return true;
    const { parent } = wrapped(reference);
    return ts.isNewExpression(parent) && bagIn(parent) !== undefined;
  });
}

/** The object literal of a construction. */
function bagIn(construction: ts.NewExpression): ts.ObjectLiteralExpression | undefined {
  const [given] = construction.arguments ?? [];
  return given !== undefined && ts.isObjectLiteralExpression(given) && !given.properties.some(ts.isSpreadAssignment) ? given : undefined;
}

export function writeIntoBag(construction: ts.NewExpression, { property }: OptionBag, context: string, writer: Writer, why: string): void {
  const literal = bagIn(construction);
  if (literal !== undefined) insertFirst(construction.getSourceFile(), literal.properties, context === property ? property : `${property}: ${context}`, writer, { why });
}

export function writeBagType({ type, property }: OptionBag, writer: Writer, why: string): void {
  const source = type.getSourceFile();
  const [first] = type.members;
  if (first === undefined) return;
  const { newline } = styleOf(source);
  const start = first.getStart(source);
  const end = /[;,]$/.exec(first.getText(source))?.[0] ?? '';
  const readonly = type.members.every((at) => hasModifier(at, ts.SyntaxKind.ReadonlyKeyword)) ? 'readonly ' : '';
  const isOneLine = !source.text.slice(type.members.pos, start).includes('\n');
  writer.insert(source, start, `${readonly}${property}: ${writer.contextType(source)}${isOneLine ? `${end === '' ? ';' : end} ` : `${end}${newline}${indentAt(source, start)}`}`, { why });
}
