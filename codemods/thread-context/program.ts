/** What every family needs to ask: the oracle, how the context is called, and the indices that are built lazily. */
import { ts } from '@ts-morph/common';
import type { ContextConfiguration } from '../../src/project/configuration.js';
import type { TypeOracle } from '../oracle/oracle.js';
import { Families } from './families.js';
import { References } from './references.js';
import { Reach } from './reach.js';
import type { PlanRequest } from './request.js';

export class Program {
  readonly request: PlanRequest;
  readonly oracle: TypeOracle;
  readonly context: ContextConfiguration;
  readonly references: References;
  readonly families: Families;
  readonly #contextTypes: Map<ts.Type, boolean> = new Map();
  #contexts: Reach | undefined;
  #packages: Reach | undefined;

  constructor(request: PlanRequest) {
    this.request = request;
    this.oracle = request.oracle;
    this.context = request.configuration.context;
    this.references = new References(request.oracle);
    this.families = new Families(request.oracle);
  }

  /** Whether what is declared under this name may hold a context: where not, its type need not be worked out. */
  mayHoldContext(name: ts.Node): boolean {
    this.#contexts ??= Reach.ofContext(this.oracle, this.context.type);
    return this.#contexts.has(name);
  }

  /** Whether a package may call, or be called, here: where not, no framework hands anything over. */
  knowsPackages(place: ts.Node): boolean {
    this.#packages ??= Reach.ofPackages(this.oracle);
    return this.#packages.has(place);
  }

  /** Whether a type is the user context, and whether it may be undefined or null besides. */
  contextType(type: ts.Type): 'context' | 'maybe' | undefined {
    if (type.isUnion()) {
      const rest = type.types.filter((at) => (at.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)) === 0);
      if (rest.length === 0 || !rest.every((at) => this.#isContext(at))) return undefined;
      return rest.length === type.types.length ? 'context' : 'maybe';
    }
    return this.#isContext(type) ? 'context' : undefined;
  }

  #isContext(type: ts.Type): boolean {
    let known = this.#contextTypes.get(type);
    if (known === undefined) {
      this.#contextTypes.set(type, false);
      const symbol = type.getSymbol() as ts.Symbol | undefined;
      known = symbol?.name === this.context.type && (symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias | ts.SymbolFlags.TypeLiteral)) !== 0 && !isConstructor(type)
        || type.aliasSymbol?.name === this.context.type
        || this.#moreSpecific(type);
      this.#contextTypes.set(type, known);
    }
    return known;
  }

  /** `Context & { admin: true }`, `C extends Context`, a subclass: whatever may stand for a context. */
  #moreSpecific(type: ts.Type): boolean {
    if (type.isIntersection()) return type.types.some((at) => this.#isContext(at));
    const constraint = type.isTypeParameter() ? type.getConstraint() : undefined;
    if (constraint !== undefined) return this.#isContext(constraint);
    return type.isClassOrInterface() && (type.getBaseTypes() ?? []).some((at) => this.#isContext(at));
  }

  readonly #accessed: Set<ts.Node> = new Set();

  /** The objects that accessors return are what is being replaced: a context of theirs is not the caller's. */
  replaces(accessors: Iterable<ts.Node>): void {
    for (const declaration of accessors) {
      const type = this.oracle.type(declaration);
      const result = type.getCallSignatures()[0]?.getReturnType() ?? type;
      for (const at of this.oracle.declarations(result.getSymbol())) this.#accessed.add(at);
    }
  }

  isAccessed(type: ts.Type): boolean {
    const symbol = type.getSymbol() as ts.Symbol | undefined;
    return symbol !== undefined && this.#accessed.size > 0 && this.oracle.declarations(symbol).some((at) => this.#accessed.has(at));
  }

  /** The type of a declared name. An annotation that cannot be resolved still counts by its name. */
  contextOf(name: ts.Node, annotation: ts.TypeNode | undefined): 'context' | 'maybe' | undefined {
    const type = this.oracle.type(name);
    const known = this.contextType(type);
    if (known !== undefined || (type.flags & ts.TypeFlags.Any) === 0) return known;
    return annotation !== undefined && ts.isTypeReferenceNode(annotation) && annotation.typeName.getText() === this.context.type ? 'context' : undefined;
  }
}

/** `typeof UserExecutionContext`: the class, not one of its objects. */
function isConstructor(type: ts.Type): boolean {
  return type.getConstructSignatures().length > 0;
}
