/** Every use of a target, as places that need a context: calls (B), values (D), types (H), reads of a getter (C15). */
import { ts } from '@ts-morph/common';
import { callNeeds, conditionalCall } from './calls.js';
import { computedNeeds } from './computed-members.js';
import { callableOf, declarationOf, memberName } from './callables.js';
import { exportedName, isHandedOut } from './commonjs.js';
import type { EntryAdapter } from './entry-points/adapter.js';
import type { EntryPoints } from './entry-points/derive.js';
import type { Need, Supply, Target } from './model.js';
import type { Program } from './program.js';
import { foreignReads, getterBlock, getterRead } from './getters.js';
import { memberOf } from './members.js';
import { namesOfSlot, slotNeeds } from './slots.js';
import { isClosure, nameTextOf, ownerOf, referenceExpression, wrapped } from './syntax.js';
import { typeNeeds, typeQueryOf } from './type-uses.js';
import { passesAny, untypedBlock, untypedNeeds } from './untyped.js';
import { valueNeeds } from './values.js';

export type SupplyAt = (at: ts.Node) => Supply;

export class Uses {
  readonly program: Program;
  readonly supplyAt: SupplyAt;

  readonly #threaded: (fn: ts.Node) => boolean;

  readonly #entryPoints: EntryPoints;

  readonly #flowing: Set<ts.Node> = new Set();

  readonly #kept: Set<ts.Node> = new Set();

  /** `threaded` says, once all is solved, whether a function takes the context. */
  constructor(program: Program, supplyAt: SupplyAt, entryPoints: EntryPoints, threaded: (fn: ts.Node) => boolean) {
    this.#entryPoints = entryPoints;
    this.program = program;
    this.supplyAt = supplyAt;
    this.#threaded = threaded;
  }

  isThreaded(expression: ts.Expression): boolean {
    const name = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
    return this.program.references.declarations(name).some((at) => this.takesContext(at));
  }

  takesContext(declaration: ts.Node): boolean {
    const callable = callableOf(declaration);
    return callable !== undefined && this.#threaded(callable);
  }

  /** The function is kept as it is somewhere, so that it may be called under another name. */
  flows({ members }: Target): void {
    for (const member of members) this.#flowing.add(member);
  }

  /** There is no context for a closure here: the function is to stay as it is. Says whether that is new. */
  keep(value: ts.Expression): boolean {
    const isNew = !this.#kept.has(value);
    this.#kept.add(value);
    return isNew;
  }

  isKept(value: ts.Expression): boolean {
    return this.#kept.has(value) || this.isModuleLevel(value);
  }

  /** How a function that is handed over here gets its request from the framework, if it is one that a framework calls. */
  entryAdapter(value: ts.Expression, call?: ts.CallExpression): EntryAdapter | undefined {
    return this.#entryPoints.adapter(value, call);
  }

  /** No request is in progress where this is evaluated, so a closure would have nothing to capture. */
  isModuleLevel(at: ts.Node): boolean {
    return ownerOf(at) === undefined;
  }

  /** All needs of a group. Signatures that turn out to belong to it are joined to its family: ask again until it stops growing. */
  ofGroup(key: ts.Node, target: Target): Need[] {
    const declarations = new Set([...target.members].map(declarationOf));
    const names = [...new Set([...declarations].flatMap((at) => nameTextOf(at) ?? []))];
    const needs = this.ofDeclarations(declarations, names, target, key);
    const slots = [...target.members].filter((at) => ts.isFunctionTypeNode(at) || ts.isCallSignatureDeclaration(at) || (isClosure(at) && declarationOf(at) === at));
    const flowing = [...target.members].some((at) => this.#flowing.has(at));
    if (slots.length > 0 || flowing) needs.push(...slotNeeds(this, target, key, [...names, ...slots.flatMap(namesOfSlot)], needs));
    const called = new Set([...target.members].flatMap((member) => memberName(member) ?? exportedName(declarationOf(member)) ?? []).filter((name) => !name.startsWith('#')));
    if (target.getter === true && needs.length > 0) needs.push(...foreignReads(this.program, target));
    const isCalled = needs.some((need) => need.free !== true);
    return [...needs, ...[...called].flatMap((name) => untypedNeeds(this.program, name, target, isCalled))];
  }

  ofDeclarations(declarations: ReadonlySet<ts.Node>, names: readonly string[], target: Target, key: ts.Node | undefined): Need[] {
    const named = this.program.references.to(declarations, names).flatMap((reference) => {
      if (key !== undefined) this.#join(reference.declarations, target, key);
      return this.classify(reference.name, target);
    });
    return [...named, ...computedNeeds(this, declarations, names, target)];
  }

  /** B12: the other members that a union receiver may mean take the context too. */
  #join(declarations: readonly ts.Declaration[], target: Target, key: ts.Node): void {
    for (const declaration of declarations) {
      const callable = callableOf(declaration);
      if (callable !== undefined && !target.members.has(callable) && !ts.isParameter(declaration)) this.program.families.join(key, callable);
    }
  }

  classify(name: ts.Node, target: Target): Need[] {
    const { parent } = name;
    if (ts.isModuleDeclaration(parent) || ts.isImportSpecifier(parent) || ts.isImportClause(parent) || ts.isNamespaceImport(parent) || ts.isExportSpecifier(parent) || ts.isExportAssignment(parent)) return [];
    if (isHandedOut(name) || ts.isVariableDeclaration(parent) && parent.name === name) return [];
    if (ts.isBindingElement(parent) && parent.propertyName !== undefined && parent.name === name) return [];
    // `{ open = getA }`: the default value is a value, whatever the binding is called.
    const bound = ts.isBindingElement(parent) && parent.initializer !== name;
    if (bound && target.getter === true) return [getterBlock(parent, `\`${target.name}\` is taken out of its object here, which a method does not allow.`)];
    if (bound) return this.aliasNeeds(parent.name, target, parent);
    const query = typeQueryOf(name);
    if (query !== undefined) {
      this.#joinTyped(query, target);
      return typeNeeds(query, target);
    }
    if (ts.isTypeNode(parent) || ts.isExpressionWithTypeArguments(parent)) return [];
    const expression = referenceExpression(name);
    if (expression === undefined) return [];
    if (target.getter === true) return getterRead(expression, target);
    return this.ofExpression(expression, target);
  }

  /** `const echo: typeof recallRun = …` has the same signature by declaration. */
  #joinTyped(query: ts.TypeQueryNode, target: Target): void {
    const [key] = target.members;
    const { parent } = query;
    const callable = ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent) ? callableOf(parent) : undefined;
    if (key !== undefined && callable !== undefined && target.rename === undefined) this.program.families.join(key, callable);
  }

  ofExpression(expression: ts.Expression, target: Target): Need[] {
    const outer = wrapped(expression);
    const { parent } = outer;
    const untyped = outer !== expression && passesAny(this.program, expression, outer);
    if (ts.isCallExpression(parent) && parent.expression === outer) {
      if (untyped) return [untypedBlock(parent, `\`${target.name}\` is called through any here: a missing context would not be noticed.`)];
      return callNeeds(this, parent, expression, target);
    }
    if (ts.isTaggedTemplateExpression(parent) && parent.tag === outer) {
      return [{ at: parent, why: '', write: () => {}, block: { code: 'TAGGED_TEMPLATE', at: parent, message: `\`${target.name}\` is called as a template tag, whose parameters are fixed.` } }];
    }
    if (ts.isPropertyAccessExpression(parent) && parent.expression === outer) return memberOf(this, parent, expression, target);
    // `(0, agents.load)(id)`: the last of a list is what it comes to.
    if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.CommaToken) {
      const { rename } = target;
      return parent.right === outer ? this.ofExpression(parent, rename === undefined ? target : { ...target, rename: (_list, writer) => { rename(expression, writer); } }) : [];
    }
    if (ts.isConditionalExpression(parent) && parent.condition !== outer) return conditionalCall(this, parent, expression, target);
    return valueNeeds(this, outer, expression, target);
  }

  /** A constant that is another name for the target: its uses are the target's. */
  aliasNeeds(name: ts.BindingName, target: Target, holder: ts.Node): Need[] {
    if (!ts.isIdentifier(name)) return [];
    const rename: Need[] = target.rename === undefined ? [] : this.#renameHolder(holder, target);
    // `const { getA } = await import(…)`: the property's name is the constant's, so both change.
    const sameName = ts.isBindingElement(holder) && holder.propertyName === undefined && target.rename !== undefined;
    const alias: Target = { name: name.text, members: target.members, parameters: target.parameters, ...(sameName ? { rename: target.rename } : {}) };
    return [...rename, ...this.ofDeclarations(new Set([name.parent]), [name.text], alias, undefined)];
  }

  #renameHolder(holder: ts.Node, target: Target): Need[] {
    if (!ts.isBindingElement(holder)) return [];
    const property = holder.propertyName ?? holder.name;
    return [{ at: holder, why: '', free: true, write: (_context, writer) => {
      if (!ts.isIdentifier(property) || target.rename === undefined) return;
      target.rename(property, writer);
    } }];
  }
}
