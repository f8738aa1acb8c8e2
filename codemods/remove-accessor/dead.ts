/** What nothing needs once an accessor is gone: its shim, the shared instance, the slot, and functions that only reset the slot. */
import { ts } from '@ts-morph/common';
import type { TypeOracle } from '../oracle/oracle.js';
import type { References } from '../thread-context/references.js';
import { contains, enclosing, forEachDescendant, hasModifier, isBodied, isStatic, nameTextOf, parentOf } from '../thread-context/syntax.js';

/** A statement of a module or a member of a class: what is taken away as a whole. */
type Part = ts.Statement | ts.ClassElement;

/** @param roots the accessor's own declarations */
export function deadWith(oracle: TypeOracle, references: References, roots: Iterable<ts.Node>): ReadonlySet<Part> {
  const dead: Set<Part> = new Set([...roots].map(partOf));
  for (let size = -1; size !== dead.size;) {
    size = dead.size;
    for (const declaration of namedIn(oracle, dead)) {
      const part = partOf(declaration);
      if (!dead.has(part) && isDead(references, declaration, part, dead)) dead.add(part);
    }
    for (const part of resetsOf(oracle, references, dead)) dead.add(part);
  }
  return dead;
}

/** The statement or member that holds a declaration. */
export function partOf(node: ts.Node): Part {
  let at = node;
  for (let parent = parentOf(at); parent !== undefined && !ts.isSourceFile(parent) && !(ts.isClassElement(at) && ts.isClassLike(parent)); parent = parentOf(at)) at = parent;
  return at as Part;
}

/** What the dead parts speak of, in their own file and not handed out: it may have served nobody else. */
function namedIn(oracle: TypeOracle, dead: ReadonlySet<Part>): ReadonlySet<ts.Declaration> {
  const found: Set<ts.Declaration> = new Set();
  for (const part of dead) {
    forEachDescendant(part, (node) => {
      if (!ts.isIdentifier(node)) return;
      for (const declaration of oracle.declarations(oracle.symbol(node))) if (declaration.getSourceFile() === part.getSourceFile() && isRemovable(declaration)) found.add(declaration);
    });
  }
  return found;
}

/** Alone in its statement, top-level or a static of a class, and nothing that others import or that does something when it is made. */
function isRemovable(declaration: ts.Declaration): boolean {
  const part = partOf(declaration);
  if (hasModifier(part, ts.SyntaxKind.ExportKeyword)) return false;
  if (ts.isVariableDeclaration(declaration)) {
    const statement = declaration.parent.parent;
    return statement === part && ts.isVariableStatement(statement) && statement.declarationList.declarations.length === 1;
  }
  if (ts.isFunctionDeclaration(declaration)) return declaration === part;
  return ts.isClassElement(declaration) && isStatic(declaration);
}

function isDead(references: References, declaration: ts.Declaration, part: Part, dead: ReadonlySet<Part>): boolean {
  const name = nameTextOf(declaration);
  if (name === undefined) return false;
  return references.to(new Set([declaration]), [name]).every(({ name: use }) => contains(part, use) || isInside(use, dead));
}

const isInside = (node: ts.Node, dead: ReadonlySet<Part>): boolean => [...dead].some((part) => contains(part, node));

/** `export function resetX() { instance = undefined }` and the calls of it: it empties a slot that nobody reads any more. */
function resetsOf(oracle: TypeOracle, references: References, dead: ReadonlySet<Part>): readonly Part[] {
  const slots = [...namedIn(oracle, dead)].filter((one): one is ts.VariableDeclaration | ts.PropertyDeclaration => (ts.isVariableDeclaration(one) || ts.isPropertyDeclaration(one)) && !dead.has(partOf(one)));
  return slots.flatMap((slot) => {
    const uses = references.to(new Set([slot]), [nameTextOf(slot) ?? '']).map(({ name }) => name).filter((use) => !isInside(use, dead));
    const resets = uses.map((use) => {
      const fn = enclosing(use, isBodied);
      return fn !== undefined && onlyResets(fn) ? callsOfReset(references, fn) : resetAround(use);
    });
    return resets.length > 0 && resets.every((parts) => parts !== undefined) ? resets.flat() : [];
  });
}

/** `instance = undefined;` in a function that empties more than the slot. */
function resetAround(use: ts.Node): readonly Part[] | undefined {
  const statement = enclosing(use, ts.isExpressionStatement);
  return statement !== undefined && isReset(statement) && ts.isBlock(statement.parent) ? [statement] : undefined;
}

const isReset = (statement: ts.Statement): boolean => ts.isExpressionStatement(statement) && ts.isBinaryExpression(statement.expression) && /^(undefined|null)$/.test(statement.expression.right.getText());

function onlyResets({ body }: ts.FunctionLikeDeclaration): boolean {
  return body !== undefined && ts.isBlock(body) && body.statements.length > 0 && body.statements.every(isReset);
}

/** The function and the statements that only call it; undefined where it is used in another way. */
function callsOfReset(references: References, fn: ts.FunctionLikeDeclaration): readonly Part[] | undefined {
  const name = nameTextOf(fn);
  if (name === undefined) return undefined;
  const uses = references.to(new Set([fn]), [name]).map((reference) => reference.name).filter(({ parent }) => !ts.isExportSpecifier(parent) && !ts.isImportSpecifier(parent));
  const calls = uses.map(statementOfCall);
  return calls.every((call) => call !== undefined) ? [partOf(fn), ...calls] : undefined;
}

const HOOK = /^(before|after)(Each|All)?$|^(setup|teardown)$/;

/** `resetX();`, `beforeEach(() => resetX());`, `afterEach(resetX);` */
function statementOfCall(use: ts.Node): ts.ExpressionStatement | undefined {
  const { parent } = use;
  const call = ts.isCallExpression(parent) && parent.expression === use ? parent : undefined;
  if (call !== undefined && ts.isExpressionStatement(call.parent)) return call.parent;
  const callback = call === undefined ? use : call.parent;
  const hook = callback.parent;
  const isOnlyThat = (call === undefined || (ts.isArrowFunction(callback) && callback.body === call)) && ts.isCallExpression(hook) && hook.arguments.length === 1 && hook.arguments[0] === callback && HOOK.test(hook.expression.getText());
  return isOnlyThat && ts.isExpressionStatement(hook.parent) ? hook.parent : undefined;
}
