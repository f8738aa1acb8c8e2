/** E: a class that lives for one request takes the context in its constructor; a long-lived one never does. */
import { ts } from '@ts-morph/common';
import { declarationOf } from './callables.js';
import { insertFirst } from './lists.js';
import type { Block, Need, Target } from './model.js';
import { outlives } from './outlives.js';
import { optionBagOf, writeIntoBag } from './option-bags.js';
import type { Program } from './program.js';
import { enclosing, forEachDescendant, nameTextOf, readsThis, referenceExpression, unwrap, wrapped, type Bodied } from './syntax.js';
import type { Uses } from './uses.js';

export function constructorOf(owner: ts.ClassLikeDeclaration): ts.ConstructorDeclaration | undefined {
  return owner.members.find((at): at is ts.ConstructorDeclaration => ts.isConstructorDeclaration(at) && at.body !== undefined);
}

export function constructorParameters(owner: ts.ClassLikeDeclaration): readonly ts.ParameterDeclaration[] {
  return constructorOf(owner)?.parameters ?? [];
}

/** Every construction of the class and of its heirs, or what makes injection impossible. */
export function classNeeds(uses: Uses, owner: ts.ClassLikeDeclaration, target: Target): { readonly needs: readonly Need[]; readonly block: Block | undefined } {
  const { name } = owner;
  const decorated = ts.canHaveDecorators(owner) ? ts.getDecorators(owner)?.[0] : undefined;
  if (decorated !== undefined) return { needs: [], block: { code: 'FRAMEWORK_CALLED', at: owner, message: `A container makes ${target.name}, with arguments of its own.` } };
  if (name === undefined) return { needs: [], block: { code: 'UNTYPED_CALL', at: owner, message: 'The class has no name, so its constructions cannot be followed.' } };
  const needs = uses.program.references.to(new Set([owner]), [name.text]).flatMap((reference) => constructionNeeds(uses, reference.name, owner, target));
  return { needs, block: undefined };
}

function constructionNeeds(uses: Uses, name: ts.Node, owner: ts.ClassLikeDeclaration, target: Target): Need[] {
  const why = `Constructs \`${target.name}\` for the user whose request this is.`;
  const heir = enclosing(name, ts.isHeritageClause);
  if (heir !== undefined && ts.isClassLike(heir.parent) && heir.token === ts.SyntaxKind.ExtendsKeyword && ts.isExpressionWithTypeArguments(name.parent)) return heirNeeds(uses, heir.parent, target);
  if (ts.isTypeNode(name.parent) || ts.isImportSpecifier(name.parent) || ts.isImportClause(name.parent) || ts.isExportSpecifier(name.parent) || ts.isExportAssignment(name.parent) || ts.isTypeQueryNode(name.parent) || ts.isQualifiedName(name.parent)) return [];
  if (!ts.isIdentifier(name) || enclosing(name, ts.isHeritageClause) !== undefined) return [];
  const expression = ts.isPropertyAccessExpression(name.parent) && name.parent.name === name ? name.parent : name;
  const outer = wrapped(expression);
  const { parent } = outer;
  if (ts.isNewExpression(parent) && parent.expression === outer) {
    if (outer !== expression) return [blocked(parent, 'UNTYPED_CALL', `\`${target.name}\` is constructed through a cast: a missing context would not be noticed.`)];
    const kept = outlives(uses.program, parent);
    if (kept !== undefined) return [{ at: parent, why, write: () => {}, block: kept }];
    return [{ at: parent, why, write: (context, writer) => {
      const source = parent.getSourceFile();
      const bag = optionBagOf(uses.program, owner);
      if (bag !== undefined) writeIntoBag(parent, bag, context, writer, why);
      else if (parent.arguments === undefined) writer.insert(source, parent.getEnd(), `(${context})`, { why });
      else insertFirst(source, parent.arguments, context, writer, { why });
    } }];
  }
  if (ts.isPropertyAccessExpression(parent) && parent.expression === outer) return [];
  if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword) return [];
  if (ts.isCallExpression(parent) && /^Reflect\.construct$/.test(parent.expression.getText())) return [blocked(parent, 'UNTYPED_CALL', `\`${target.name}\` is constructed by reflection, with any list of arguments.`)];
  if (ts.isExpression(unwrap(expression)) && !owner.members.some((member) => member === parent)) return [blocked(outer, 'UNTYPED_CALL', `\`${target.name}\` is handed on as a value here, so its constructions cannot be followed.`)];
  return [];
}

function blocked(at: ts.Node, code: Block['code'], message: string): Need {
  return { at, why: '', silent: true, write: () => {}, block: { code, at, message } };
}

/** C17: an heir hands the context to `super`; one without a constructor passes on what it is constructed with. */
function heirNeeds(uses: Uses, heir: ts.ClassLikeDeclaration, target: Target): Need[] {
  const own = constructorOf(heir);
  const why = `Hands the context to the constructor of \`${target.name}\`.`;
  if (own === undefined) return [...classNeeds(uses, heir, { ...target, name: heir.name?.text ?? target.name }).needs];
  const calls: ts.CallExpression[] = [];
  forEachDescendant(own, (node) => {
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword) calls.push(node);
    return undefined;
  });
  return calls.map((call) => ({ at: call, why, write: (context, writer) => { insertFirst(call.getSourceFile(), call.arguments, context, writer, { why }); } }));
}

/** `keys.map(this.recall)`: a method that reads no `this`, and is handed on without its object, would find no field of it. */
export function worksWithoutThis(program: Program, method: Bodied): boolean {
  const name = ts.isArrowFunction(method) || readsThis(method) ? undefined : nameTextOf(declarationOf(method));
  return name !== undefined && program.references.to(new Set([declarationOf(method)]), [name]).some(({ name: used }) => {
    const expression = referenceExpression(used);
    const outer = expression && wrapped(expression);
    return ts.isBindingElement(used.parent) || outer !== undefined && !(ts.isCallExpression(outer.parent) && outer.parent.expression === outer);
  });
}
