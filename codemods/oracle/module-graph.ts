/** Who imports whom among the project's own files, as far as specifiers are written out. */
import { ts } from '@ts-morph/common';
import type { TypeOracle } from './oracle.js';

export class ModuleGraph {
  readonly #oracle: TypeOracle;
  readonly #importers: Map<string, ts.StringLiteralLike[]> = new Map();
  /** Specifiers that lead to no file: of Node's own modules, of others declared by `declare module`, of packages that are not installed. */
  readonly withoutFile: readonly ts.StringLiteralLike[];

  /** @param sources the project's own files, declaration files among them */
  constructor(oracle: TypeOracle, sources: Iterable<ts.SourceFile>) {
    this.#oracle = oracle;
    const withoutFile: ts.StringLiteralLike[] = [];
    for (const source of sources) {
      for (const specifier of moduleSpecifiers(source)) {
        const declared = oracle.checkerOf(source).getSymbolAtLocation(specifier)?.valueDeclaration;
        if (declared !== undefined && ts.isSourceFile(declared)) this.#add(oracle.fileOf(declared), specifier);
        else withoutFile.push(specifier);
      }
    }
    this.withoutFile = withoutFile;
  }

  #add(imported: string, specifier: ts.StringLiteralLike): void {
    const known = this.#importers.get(imported);
    if (known === undefined) this.#importers.set(imported, [specifier]);
    else known.push(specifier);
  }

  readonly #known: Map<string, ReadonlySet<string>> = new Map();

  /** Every file that is imported by one of the project's own. */
  get imported(): readonly string[] {
    return [...this.#importers.keys()];
  }

  /** The specifiers by which others take something from a file. */
  importers(file: string): readonly ts.StringLiteralLike[] {
    return this.#importers.get(file) ?? [];
  }

  dependents(files: Iterable<string>): ReadonlySet<string> {
    const all = [...files];
    const [only] = all;
    if (only === undefined || all.length > 1) return this.#follow(all);
    const known = this.#known.get(only) ?? this.#follow(all);
    this.#known.set(only, known);
    return known;
  }

  #follow(files: readonly string[]): ReadonlySet<string> {
    const found: Set<string> = new Set();
    const waiting = [...files];
    for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
      if (found.has(file)) continue;
      found.add(file);
      waiting.push(...this.importers(file).map((specifier) => this.#oracle.fileOf(specifier)));
    }
    return found;
  }
}

/** Literals in `import … from`, `export … from`, `import()`, `require()` and import types. */
export function moduleSpecifiers(source: ts.SourceFile): readonly ts.StringLiteralLike[] {
  // Filled by the compiler while it builds the program (the same list it resolves), hence complete.
  const collected = (source as unknown as { readonly imports?: readonly ts.StringLiteralLike[] }).imports;
  if (collected !== undefined) return collected.filter((literal) => literal.pos >= 0);
  return source.statements.flatMap((statement) =>
    (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) && statement.moduleSpecifier !== undefined && ts.isStringLiteralLike(statement.moduleSpecifier) ? [statement.moduleSpecifier] : [],
  );
}
