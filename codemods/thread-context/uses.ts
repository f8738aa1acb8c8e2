/** Every use of a target, as places that need a context: calls (B), values (D), types (H), reads of a getter (C15). */
import { ts } from '@ts-morph/common';
import { callNeeds, conditionalCall, untypedBlock } from './calls.js';
import { computedNeeds } from './computed-members.js';
import { callableOf, declarationOf, memberName, signatureDeclarations } from './families.js';
import type { EntryAdapter, EntryPoints } from './entry-points/derive.js';
import type { Need, Supply, Target } from './model.js';
import type { Program } from './program.js';
import { memberOf } from './members.js';
import { contains, enclosing, forEachDescendant, isClosure, isWrapper, ownerOf, parentOf, referenceExpression, wrapped } from './syntax.js';
import { valueNeeds } from './values.js';

export type SupplyAt = (at: ts.Node) => Supply;

export class Uses {
  readonly program: Program;
  readonly supplyAt: SupplyAt;

  readonly #threaded: (fn: ts.Node) => boolean;

  readonly #entryPoints: EntryPoints;

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

  /** How a function given to this call gets its request from the framework, if it is one that a framework calls. */
  entryAdapter(call: ts.CallExpression, argument: ts.Expression): EntryAdapter | undefined {
    return this.#entryPoints.adapter(call, argument);
  }

  /** No request is in progress where this is evaluated, so a closure would have nothing to capture. */
  isModuleLevel(at: ts.Node): boolean {
    return ownerOf(at) === undefined;
  }

  /** All needs of a group. Signatures that turn out to belong to it are joined to its family: ask again until it stops growing. */
  ofGroup(key: ts.Node, target: Target): Need[] {
    const declarations = new Set([...target.members].map(declarationOf));
    const names = [...new Set([...declarations].flatMap((at) => nameText(at) ?? []))];
    const needs = this.ofDeclarations(declarations, names, target, key);
    const slots = [...target.members].filter((at) => ts.isFunctionTypeNode(at) || ts.isCallSignatureDeclaration(at) || (isClosure(at) && declarationOf(at) === at));
    if (slots.length > 0) needs.push(...this.#throughSlots(slots, names, target, key, needs));
    for (const member of target.members) {
      const name = memberName(member);
      if (name !== undefined && !name.startsWith('#')) needs.push(...this.#untyped(name, member));
    }
    return needs;
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
    if (ts.isBindingElement(parent)) return this.aliasNeeds(parent.name, target, parent);
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
      if (untyped) return [untypedBlock(parent, target)];
      return callNeeds(this, parent, expression, target);
    }
    if (ts.isTaggedTemplateExpression(parent) && parent.tag === outer) {
      return [{ at: parent, why: '', write: () => {}, block: { code: 'TAGGED_TEMPLATE', at: parent, message: `\`${target.name}\` is called as a template tag, whose parameters are fixed.` } }];
    }
    if (ts.isPropertyAccessExpression(parent) && parent.expression === outer) return memberOf(this, parent, expression, target);
    if (ts.isConditionalExpression(parent) && parent.condition !== outer) return conditionalCall(this, parent, expression, target);
    return valueNeeds(this, outer, expression, target);
  }

  /** A constant that is another name for the target: its uses are the target's. */
  aliasNeeds(name: ts.BindingName, target: Target, holder: ts.Node): Need[] {
    if (!ts.isIdentifier(name)) return [];
    const rename: Need[] = target.rename === undefined ? [] : this.#renameHolder(holder, target);
    const alias: Target = { name: name.text, members: target.members, parameters: target.parameters };
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

  /** Calls through values whose type is one of the group's function types, and the functions that flow into such slots. */
  #throughSlots(slots: readonly ts.Node[], names: readonly string[], target: Target, key: ts.Node, known: readonly Need[]): Need[] {
    const { oracle, families } = this.program;
    const files = new Set([...names, ...slots.flatMap((slot) => aliasesOf(slot))].flatMap((name) => oracle.filesNaming(name)));
    for (const slot of slots) files.add(oracle.fileOf(slot));
    const called = new Set(known.map((need) => need.at));
    const found: Need[] = [];
    const belongs = (declarations: readonly ts.Node[]): boolean => declarations.some((at) => target.members.has(at));
    // A set grows while it is iterated: names found on the way lead to further files.
    for (const file of files) {
      const source = oracle.source(file);
      if (source === undefined) continue;
      const checker = oracle.checkerOf(source);
      forEachDescendant(source, (node) => {
        if (ts.isCallExpression(node) && !called.has(node)) {
          const declaration = checker.getResolvedSignature(node)?.declaration as ts.Declaration | undefined;
          if (declaration !== undefined && !ts.isJSDocSignature(declaration) && belongs(oracle.declarations({ declarations: [declaration] } as unknown as ts.Symbol))) {
            called.add(node);
            found.push(...callNeeds(this, node, node.expression, target));
          }
        }
        if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer !== undefined && ts.isCallExpression(node.initializer) && belongs(signatureDeclarations(oracle, checker.getTypeAtLocation(node.name)))) {
          for (const more of oracle.filesNaming(node.name.text)) files.add(more);
        }
        if (!ts.isExpression(node) || !isValue(node)) return undefined;
        if (!isClosure(node) && !ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node)) return undefined;
        const slot = checker.getContextualType(node);
        if (slot === undefined || !belongs(signatureDeclarations(oracle, slot))) return undefined;
        if (isClosure(node)) families.join(key, node);
        else for (const at of oracle.declarations(oracle.symbol(ts.isPropertyAccessExpression(node) ? node.name : node))) {
          const callable = callableOf(at);
          if (callable !== undefined && !target.members.has(callable)) families.join(key, callable);
        }
        return undefined;
      });
    }
    return found;
  }

  /** B13: the same member called on something of type any. A silent edge: the compiler would not notice what is missing. */
  #untyped(name: string, member: ts.Node): Need[] {
    const owner = enclosing(member, (at): at is ts.ClassLikeDeclaration | ts.InterfaceDeclaration | ts.ObjectLiteralExpression | ts.TypeLiteralNode => ts.isClassLike(at) || ts.isInterfaceDeclaration(at) || ts.isObjectLiteralExpression(at) || ts.isTypeLiteralNode(at));
    if (owner === undefined) return [];
    return this.program.references.untyped(name).flatMap(({ name: node, receiver }) => {
      const inner = unwrapCasts(receiver);
      const type = this.program.oracle.type(inner);
      if ((type.flags & ts.TypeFlags.Any) !== 0) return [];
      const mine = this.program.oracle.declarations(type.getProperty(name)).some((at) => callableOf(at) === member || declarationOf(member) === at);
      const at = node.parent.parent;
      return mine ? [{ at, why: '', silent: true, write: () => {}, block: { code: 'UNTYPED_CALL' as const, at, message: `\`${name}\` is called on a receiver cast to any: a missing context would not be noticed.` } }] : [];
    });
  }
}

function unwrapCasts(node: ts.Expression): ts.Expression {
  let at = node;
  while (isWrapper(at)) at = at.expression;
  return at;
}

function nameText(declaration: ts.Node): string | undefined {
  const name = (declaration as { readonly name?: ts.Node }).name;
  if (name === undefined) return undefined;
  return ts.isIdentifier(name) || ts.isPrivateIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : undefined;
}

/** Names under which a slot's type goes: its alias, and the variables, parameters and properties declared with it. */
function aliasesOf(slot: ts.Node): string[] {
  const declaration = declarationOf(slot);
  if (isClosure(slot)) return enclosingNames(slot);
  const named = enclosing(slot, (at): at is ts.NamedDeclaration => ts.isVariableDeclaration(at) || ts.isParameter(at) || ts.isPropertySignature(at) || ts.isPropertyDeclaration(at) || ts.isTypeAliasDeclaration(at));
  return [declaration, named].flatMap((at) => (at === undefined ? [] : nameText(at) ?? []));
}

/** An anonymous closure is known by the functions that return it. */
function enclosingNames(closure: ts.Node): string[] {
  const names: string[] = [];
  for (let at = parentOf(closure); at !== undefined; at = parentOf(at)) {
    const name = ts.isFunctionDeclaration(at) || ts.isVariableDeclaration(at) || ts.isMethodDeclaration(at) || ts.isPropertyAssignment(at) ? nameText(at) : undefined;
    if (name !== undefined) names.push(name);
  }
  return names;
}

/** Expressions that are handed on, rather than called or looked into. */
function isValue(node: ts.Expression): boolean {
  const { parent } = node;
  return (ts.isCallExpression(parent) && parent.expression !== node) || (ts.isNewExpression(parent) && parent.expression !== node) || (ts.isVariableDeclaration(parent) && parent.initializer === node)
    || (ts.isPropertyAssignment(parent) && parent.initializer === node) || ts.isShorthandPropertyAssignment(parent) || ts.isArrayLiteralExpression(parent) || ts.isReturnStatement(parent)
    || (ts.isArrowFunction(parent) && parent.body === node) || (ts.isPropertyDeclaration(parent) && parent.initializer === node) || (ts.isBinaryExpression(parent) && parent.right === node) || ts.isConditionalExpression(parent) || ts.isParenthesizedExpression(parent);
}

function typeQueryOf(name: ts.Node): ts.TypeQueryNode | undefined {
  let at = name;
  while (ts.isQualifiedName(at.parent)) at = at.parent;
  return ts.isTypeQueryNode(at.parent) ? at.parent : undefined;
}

/** B20 and H2: `typeof f` in a type. What it returns stays; a position in its parameter list moves by one. */
function typeNeeds(query: ts.TypeQueryNode, target: Target): Need[] {
  const rename: Need = { at: query, why: 'A type computed from the accessor is computed from the factory.', free: true, write: (_context, writer) => target.rename?.(query.exprName as unknown as ts.Expression, writer) };
  const { parent } = query;
  const operator = ts.isTypeReferenceNode(parent) ? parent.typeName.getText() : '';
  if (target.rename !== undefined) return [rename];
  if (operator !== 'Parameters' && operator !== 'ConstructorParameters') return operator === 'ReturnType' || operator === 'InstanceType' || operator === 'Awaited' ? [] : [];
  const access = parentOf(parent);
  if (access !== undefined && ts.isIndexedAccessTypeNode(access) && ts.isLiteralTypeNode(access.indexType) && ts.isNumericLiteral(access.indexType.literal)) {
    const { literal } = access.indexType;
    const shifted = String(Number(literal.text) + 1);
    return [{ at: query, why: 'The context is the first parameter now, so this one moved.', free: true, write: (_context, writer) => { writer.replaceNode(literal, shifted, { why: 'The context is the first parameter now, so this one moved.' }); } }];
  }
  return [{ at: query, why: '', free: true, silent: true, write: () => {}, block: { code: 'TYPE_LEVEL_USE', at: query, message: `The parameters of \`${target.name}\` are taken as a tuple here, which another first parameter would shift.` } }];
}

/** C15: a getter that becomes a method is called where it was read. */
function getterRead(expression: ts.Expression, target: Target): Need[] {
  const outer = wrapped(expression);
  const why = `\`${target.name}\` is a method now.`;
  const { parent } = outer;
  const written = ts.isBinaryExpression(parent) && parent.left === outer && parent.operatorToken.kind >= ts.SyntaxKind.FirstAssignment && parent.operatorToken.kind <= ts.SyntaxKind.LastAssignment;
  if (written || !ts.isPropertyAccessExpression(expression)) return [{ at: expression, why, write: () => {}, block: { code: 'GETTER_NO_PARAM', at: expression, message: `\`${target.name}\` is used here in a way that a method does not allow.` } }];
  return [{ at: expression, why, adapted: true, write: (context, writer) => { writer.insert(expression.getSourceFile(), expression.getEnd(), `(${context})`, { kind: 'adapt', why }); } }];
}

function passesAny(program: Program, from: ts.Node, to: ts.Node): boolean {
  for (let at = from.parent; contains(to, at); at = at.parent) {
    if ((ts.isAsExpression(at) || ts.isTypeAssertionExpression(at)) && (program.oracle.type(at).flags & ts.TypeFlags.Any) !== 0) return true;
    if (at === to) break;
  }
  return false;
}
