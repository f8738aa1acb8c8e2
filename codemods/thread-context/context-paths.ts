/** A2: how the context is reached from a value of some type, through the properties that the project itself declares. */
import { ts } from '@ts-morph/common';
import type { Program } from './program.js';

/** `.userContext`, `.data.ctx`. */
export type ContextPath = { readonly path: string; /** How many names long it is. */ readonly depth: number; readonly maybe: boolean };

export class ContextPaths {
  readonly #program: Program;
  readonly #known: Map<ts.Type, readonly ContextPath[]> = new Map();

  constructor(program: Program) {
    this.#program = program;
  }

  /** The paths to a context from a value of this type: worked out once for each type. */
  of(type: ts.Type, node: ts.Node): readonly ContextPath[] {
    let known = this.#known.get(type);
    if (known === undefined) {
      known = this.#properties(type, '', node, 1, 2);
      this.#known.set(type, known);
    }
    return known;
  }

  /** Properties that hold a context, at most two names deep, among those that the project itself declares. */
  #properties(type: ts.Type, path: string, node: ts.Node, depth: number, left: number): ContextPath[] {
    if (left === 0 || this.#program.isAccessed(type) || (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection | ts.TypeFlags.Union)) === 0) return [];
    const checker = this.#program.oracle.checkerOf(node);
    const nullable = checker.getNonNullableType(type) !== type;
    if (type.isUnion() && !nullable) return [];
    const here: ContextPath[] = [];
    const deeper: ContextPath[] = [];
    for (const property of checker.getPropertiesOfType(checker.getNonNullableType(type))) {
      if (!/^[\w$]+$/.test(property.name) || !this.#worthAsking(property)) continue;
      const propertyType = checker.getTypeOfSymbolAtLocation(property, node);
      const next = `${path}.${property.name}`;
      const direct = this.#program.contextType(propertyType);
      const maybe = nullable || direct === 'maybe';
      // Two names deep, what may not be there is no hint worth stopping for.
      if (direct !== undefined && !(maybe && depth > 1)) here.push({ path: next, depth, maybe });
      else if (left > 1 && !nullable) deeper.push(...this.#properties(propertyType, next, node, depth + 1, left - 1));
    }
    return here.length > 0 ? here : deeper;
  }

  /** A package's own properties never hold the project's context, unless their type comes from the project (`Job<Data>.data`). */
  #worthAsking(property: ts.Symbol): boolean {
    const { declarations = [] } = property;
    // A mapped type makes properties that nobody wrote down.
    return declarations.length === 0 || declarations.some((declaration) => {
      if (ts.isMethodDeclaration(declaration) || ts.isMethodSignature(declaration)) return false;
      const { fileName } = declaration.getSourceFile();
      if (!fileName.includes('/node_modules/')) return true;
      const annotation = (declaration as { readonly type?: ts.TypeNode }).type;
      return annotation !== undefined && !fileName.endsWith('/lib.dom.d.ts') && this.#namesTypeParameter(annotation);
    });
  }

  /** `Data`, `Simplify<Overwrite<Context, More>>`: what stands there depends on who uses the package. */
  #namesTypeParameter(annotation: ts.TypeNode): boolean {
    if (!ts.isTypeReferenceNode(annotation)) return false;
    if ((annotation.typeArguments ?? []).some((at) => this.#namesTypeParameter(at))) return true;
    return (this.#program.oracle.checkerOf(annotation).getTypeFromTypeNode(annotation).flags & ts.TypeFlags.TypeParameter) !== 0;
  }
}
