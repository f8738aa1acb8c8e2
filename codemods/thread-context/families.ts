/**
 * Signature groups: functions that must take the context together or not at all. Overloads of one symbol, an override and
 * what it overrides, an implementation and its interface, a function and the declared type of the slot it stands in.
 */
import { ts } from '@ts-morph/common';
import type { TypeOracle } from '../oracle/oracle.js';
import { callableOf, declarationOf, memberName, signatureDeclarations } from './callables.js';
import { memberFlows } from './flows.js';
import { overlaid } from './overlaid.js';
import { standIns } from './stand-ins.js';
import { isClosure, parentOf, type Callable } from './syntax.js';

export class Families {
  readonly #oracle: TypeOracle;
  readonly #parent: Map<ts.Node, ts.Node> = new Map();
  readonly #members: Map<ts.Node, Set<ts.Node>> = new Map();
  readonly #seenNames: Set<string> = new Set();
  readonly #related: Set<ts.Node> = new Set();

  constructor(oracle: TypeOracle) {
    this.#oracle = oracle;
  }

  find(node: ts.Node): ts.Node {
    let at = node;
    for (let next = this.#parent.get(at); next !== undefined; next = this.#parent.get(at)) {
      // Whoever asks next has half as far to go.
      this.#parent.set(at, this.#parent.get(next) ?? next);
      at = next;
    }
    return at;
  }

  /** Joins two members; says whether they were apart. */
  join(a: ts.Node, b: ts.Node): boolean {
    const [first, second] = [this.find(a), this.find(b)];
    if (first === second) return false;
    const all = new Set([...this.#set(first), ...this.#set(second)]);
    this.#parent.set(second, first);
    this.#members.set(first, all);
    this.#members.delete(second);
    return true;
  }

  #set(root: ts.Node): Set<ts.Node> {
    return this.#members.get(root) ?? new Set([root]);
  }

  /** All declarations that share a signature with this one, found so far. */
  members(node: ts.Node): ReadonlySet<ts.Node> {
    this.#relate(node);
    return this.#set(this.find(node));
  }

  #relate(node: ts.Node): void {
    const seen = this.#related;
    const waiting: ts.Node[] = [...this.#set(this.find(node))];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      for (const other of this.#relatedTo(next)) {
        this.join(next, other);
        waiting.push(other);
      }
      const name = memberName(next);
      if (name !== undefined && !this.#seenNames.has(name)) {
        this.#seenNames.add(name);
        this.#relateAll(name);
        waiting.push(...this.#set(this.find(node)));
      }
      for (const member of this.#set(this.find(node))) if (!seen.has(member)) waiting.push(member);
    }
  }

  /** Every member of this name in the program is joined to what it overrides, implements or stands in for. */
  #relateAll(name: string): void {
    const members = this.#named(name);
    for (const member of members) for (const other of this.#relatedTo(member)) this.join(member, other);
    const owned = members.map((member) => ({ member, owner: parentOf(declarationOf(member)) }));
    for (const { from, to } of memberFlows(this.#oracle, name, standIns(this.#oracle, owned, (a, b) => this.find(a) === this.find(b)))) {
      for (const a of from) for (const b of to) {
        const [first, second] = [callableOf(a), callableOf(b)];
        if (first !== undefined && second !== undefined) this.join(first, second);
      }
    }
  }

  #named(name: string): Callable[] {
    return this.#oracle.filesNaming(name).flatMap((file) => this.#oracle.identifiers(file, name).flatMap((node) => {
      const declaration = parentOf(node);
      if (declaration === undefined || (declaration as { readonly name?: ts.Node }).name !== node) return [];
      const member = callableOf(declaration);
      return member !== undefined && memberName(member) === name ? [member] : [];
    }));
  }

  #relatedTo(node: ts.Node): ts.Node[] {
    if (!this.#oracle.isOwn(node)) return [];
    return [...this.#overloads(node), ...this.#inherited(node), ...overlaid(this.#oracle, node), ...this.#contextual(node), ...this.#annotated(node)].flatMap((at) => callableOf(at) ?? []);
  }

  #overloads(node: ts.Node): readonly ts.Node[] {
    const named = declarationOf(node);
    const name = (named as { readonly name?: ts.Node }).name;
    if (name === undefined || !(ts.isFunctionDeclaration(named) || ts.isMethodDeclaration(named) || ts.isMethodSignature(named))) return [];
    const symbol = this.#oracle.checkerOf(name).getSymbolAtLocation(name);
    return this.#oracle.declarations(symbol).filter((at) => at.kind === named.kind);
  }

  /** What a class or interface member overrides or implements. */
  #inherited(node: ts.Node): readonly ts.Node[] {
    const member = declarationOf(node);
    const owner = parentOf(member);
    const name = memberName(node);
    if (name === undefined || owner === undefined || !(ts.isClassLike(owner) || ts.isInterfaceDeclaration(owner))) return [];
    const checker = this.#oracle.checkerOf(owner);
    return (owner.heritageClauses ?? []).flatMap((clause) =>
      clause.types.flatMap((heritage) => {
        const type = ts.getCombinedModifierFlags(member as ts.Declaration) & ts.ModifierFlags.Static ? checker.getTypeAtLocation(heritage.expression) : checker.getTypeAtLocation(heritage);
        return this.#oracle.declarations(type.getProperty(name));
      }),
    );
  }

  /** The declared signature of the slot that a function expression or object-literal member stands in. */
  #contextual(node: ts.Node): readonly ts.Node[] {
    const member = declarationOf(node);
    const owner = parentOf(member);
    const name = memberName(node);
    if (name !== undefined && owner !== undefined && ts.isObjectLiteralExpression(owner)) {
      const type = this.#oracle.checkerOf(owner).getContextualType(owner);
      if (type === undefined) return [];
      const slots = (type.isUnion() ? type.types : [type]).flatMap((at) => this.#oracle.declarations(at.getProperty(name)));
      if (slots.length > 0) return slots;
      const index = type.getStringIndexType();
      return index === undefined ? [] : signatureDeclarations(this.#oracle, index);
    }
    if (!isClosure(node)) return [];
    const type = this.#oracle.checkerOf(node).getContextualType(node);
    return type === undefined ? [] : signatureDeclarations(this.#oracle, type);
  }

  /** `const recall: Reader = …`, `readonly onRun: (runId: string) => string`: the function type that is written there. */
  #annotated(node: ts.Node): readonly ts.Node[] {
    if (!isClosure(node)) return [];
    const parent = parentOf(unwrapUp(node));
    const type = parent !== undefined && (ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent)) ? parent.type : undefined;
    return type === undefined ? [] : signatureDeclarations(this.#oracle, this.#oracle.checkerOf(type).getTypeFromTypeNode(type));
  }
}

function unwrapUp(node: ts.Expression): ts.Node {
  let at: ts.Node = node;
  while (ts.isParenthesizedExpression(at.parent)) at = at.parent;
  return at;
}
