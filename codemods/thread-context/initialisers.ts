/** Field initialisers run before a parameter property is set (ES2022 fields): what must wait for the context, and what cannot. */
import { ts } from '@ts-morph/common';
import type { TypeOracle } from '../oracle/oracle.js';
import { constructorOf } from './classes.js';
import { contains, isBodied, isClosure, isStatic, nameTextOf } from './syntax.js';

type Field = ts.PropertyDeclaration & { readonly initializer: ts.Expression };

/**
 * Fields that must be set in the constructor: those whose initialisers need the context, by themselves or through a method
 * that reads it from the object, and those that read such a field.
 * @param needing fields whose initialisers need the context themselves
 * @param reads places at which the class's methods read the context from the object
 */
export function waitingFields(owner: ts.ClassLikeDeclaration, needing: readonly ts.PropertyDeclaration[], reads: readonly ts.Node[]): ts.PropertyDeclaration[] {
  const late = lateMembers(owner, reads);
  const waiting: Set<ts.Node> = new Set(needing);
  for (let size = -1; size !== waiting.size;) {
    size = waiting.size;
    const names = new Set([...late, ...[...waiting].flatMap((at) => nameTextOf(at) ?? [])]);
    for (const at of owner.members) if (isInitialised(at) && !isClosure(at.initializer) && touches(at.initializer, names, late.size > 0)) waiting.add(at);
  }
  return owner.members.filter((at): at is ts.PropertyDeclaration => ts.isPropertyDeclaration(at) && waiting.has(at));
}

/** Whether the constructor of a base class calls what an heir's method overrides: there no field of the heir is set yet. */
export function isCalledByBase(oracle: TypeOracle, owner: ts.ClassLikeDeclaration): boolean {
  const own = new Set(owner.members.flatMap((at) => nameTextOf(at) ?? []));
  return basesOf(oracle, owner).some((base) => {
    const early = [...base.members.filter(isInitialised).map(({ initializer }) => initializer), ...[constructorOf(base)?.body ?? []].flat()];
    return early.some((at) => touches(at, own, false));
  });
}

function basesOf(oracle: TypeOracle, owner: ts.ClassLikeDeclaration): ts.ClassLikeDeclaration[] {
  const clause = owner.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
  const base = clause === undefined ? undefined : oracle.declarations(oracle.type(clause).getSymbol() as ts.Symbol | undefined).find(ts.isClassLike);
  return base === undefined || !oracle.isOwn(base) ? [] : [base, ...basesOf(oracle, base)];
}

/** Methods and accessors that read the context from the object, or call one that does. */
function lateMembers(owner: ts.ClassLikeDeclaration, reads: readonly ts.Node[]): ReadonlySet<string> {
  const late: Set<string> = new Set();
  const bodies = owner.members.filter((at) => !isStatic(at) && (isBodied(at) && !ts.isConstructorDeclaration(at) || isInitialised(at) && isClosure(at.initializer)));
  for (let size = -1; size !== late.size;) {
    size = late.size;
    for (const at of bodies) {
      const name = nameTextOf(at);
      if (name !== undefined && (reads.some((read) => contains(at, read)) || touches(at, late, false))) late.add(name);
    }
  }
  return late;
}

function isInitialised(member: ts.ClassElement): member is Field {
  return ts.isPropertyDeclaration(member) && !isStatic(member) && member.initializer !== undefined;
}

/** Whether what runs here reads or calls one of these members of the object; `handedOn`: or gives the whole object to others. */
function touches(node: ts.Node, names: ReadonlySet<string>, handedOn: boolean): boolean {
  let found = false;
  const visit = (at: ts.Node): void => {
    if (at.kind === ts.SyntaxKind.ThisKeyword) {
      const { parent } = at;
      found ||= ts.isPropertyAccessExpression(parent) ? names.has(parent.name.text) : handedOn || ts.isElementAccessExpression(parent) && names.size > 0;
    }
    // A closure runs later, unless it is called where it stands; a function or a class has a `this` of its own.
    if (ts.isFunctionExpression(at) || ts.isClassLike(at)) return;
    ts.forEachChild(at, visit);
  };
  visit(node);
  return found;
}
