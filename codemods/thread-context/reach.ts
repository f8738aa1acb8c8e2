/** Where a value of some kind can be at all. Most statements know nothing of it, and there no type need be worked out. */
import { ts } from '@ts-morph/common';
import { Influence, type Reached } from '../oracle/influence.js';
import type { TypeOracle } from '../oracle/oracle.js';
import { parentOf } from './syntax.js';

export class Reach {
  readonly #oracle: TypeOracle;
  readonly #reached: Reached | undefined;

  private constructor(oracle: TypeOracle, influence: Influence | undefined) {
    this.#oracle = oracle;
    this.#reached = influence?.close(oracle.files);
  }

  /** Of the user context, known by the name of its type wherever that is declared. */
  static ofContext(oracle: TypeOracle, type: string): Reach {
    const influence = new Influence(oracle);
    for (const file of oracle.filesNaming(type)) {
      influence.add(type, file, true);
      for (const node of oracle.identifiers(file, type)) {
        const parent = parentOf(node);
        // Also where the package is not installed: an annotation that cannot be resolved counts by its name.
        if (parent !== undefined && ts.isImportSpecifier(parent)) influence.add(parent.name.text, file, false);
      }
    }
    const packages = oracle.packagesNaming(type);
    return new Reach(oracle, packages && taking(influence, packages));
  }

  /** Of what a package, or a server that is there without an import, hands over. */
  static ofPackages(oracle: TypeOracle): Reach {
    const influence = taking(new Influence(oracle), oracle.packageImports);
    for (const name of SERVERS) for (const file of oracle.filesNaming(name)) influence.add(name, file, false);
    return new Reach(oracle, influence);
  }

  /** Whether the statement around a place is among them. */
  has(place: ts.Node): boolean {
    if (this.#reached === undefined) return true;
    const known = this.#reached.get(this.#oracle.fileOf(place));
    return known === 'whole' || known?.has(statementOf(place)) === true;
  }
}

const SERVERS = ['Bun', 'Deno', 'addEventListener', 'globalThis', 'self'];

function taking(influence: Influence, specifiers: readonly ts.StringLiteralLike[]): Influence {
  for (const specifier of specifiers) influence.declare(statementOf(specifier));
  return influence;
}

function statementOf(node: ts.Node): ts.Statement {
  let at = node;
  while (!ts.isSourceFile(at.parent)) at = at.parent;
  return at as ts.Statement;
}
