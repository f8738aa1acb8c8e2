/** What comes from outside the project's own sources: packages, and types that are written down by hand. */
import { join } from 'node:path';
import { ts } from '@ts-morph/common';
import { packageName, speaksOf, spreadOf } from './augmentation.js';
import { LIBRARY_FOLDER } from './libraries.js';
import { ModuleGraph } from './module-graph.js';
import type { Augmented, TypeOracle } from './oracle.js';
import type { Programs } from './programs.js';
import { isAugmentation } from './surface.js';

export class Packages {
  readonly #oracle: TypeOracle;
  readonly #programs: Programs;
  readonly #augmented: Map<ts.ModuleDeclaration, Augmented | undefined> = new Map();
  readonly modules: ModuleGraph;

  constructor(oracle: TypeOracle, programs: Programs) {
    this.#oracle = oracle;
    this.#programs = programs;
    this.modules = new ModuleGraph(oracle, [...oracle.files.flatMap((file) => oracle.source(file) ?? []), ...this.#declarationFiles]);
  }

  /** Types that the project has written down by hand. */
  get #declarationFiles(): readonly ts.SourceFile[] {
    const all = this.#programs.sources.filter((source) => source.isDeclarationFile && !/^\.\.\/|(^|\/)node_modules\//.test(this.#programs.relativeName(source.fileName)) && !source.fileName.startsWith(LIBRARY_FOLDER));
    return [...new Map(all.map((source) => [source.fileName, source])).values()];
  }

  /** The files in which own ones meet them. */
  get #imported(): readonly string[] {
    return this.modules.imported.filter((file) => this.#programs.owner(file) === undefined);
  }

  /** See {@link TypeOracle.packageImports}. */
  get imports(): readonly ts.StringLiteralLike[] {
    return [...this.#imported.flatMap((file) => this.modules.importers(file)), ...this.modules.withoutFile];
  }

  /** See {@link TypeOracle.packagesNaming}. */
  naming(name: string): readonly ts.StringLiteralLike[] | undefined {
    const naming = this.#programs.sources.filter((source) => !this.#programs.isOwn(source) && isNaming(source, name));
    if (naming.some((source) => !ts.isExternalModule(source) || source.statements.some(isAugmentation))) return undefined;
    const folders = new Set(naming.map(({ fileName }) => folderOf(this.#programs.relativeName(fileName))));
    return this.#imported.filter((file) => folders.has(folderOf(file))).flatMap((file) => this.modules.importers(file));
  }

  /** See {@link TypeOracle.augmented}. */
  augmented(declaration: ts.ModuleDeclaration): Augmented | undefined {
    if (!this.#augmented.has(declaration)) this.#augmented.set(declaration, this.#spread(declaration));
    return this.#augmented.get(declaration);
  }

  #spread(declaration: ts.ModuleDeclaration): Augmented | undefined {
    if (ts.isStringLiteral(declaration.name) && this.#oracle.declarations(this.#oracle.symbol(declaration.name)).some((at) => this.#oracle.isOwn(at) && at.getSourceFile() !== declaration.getSourceFile())) return undefined;
    const byHand = this.#declarationFiles;
    const names = new Set(byHand.map(({ fileName }) => fileName));
    const foreign = new Set(this.#programs.sources.filter((source) => !this.#programs.isOwn(source) && !names.has(source.fileName)));
    const spread = spreadOf(declaration, [...foreign], ({ fileName }) => fileName.startsWith(LIBRARY_FOLDER));
    if (spread === undefined) return undefined;
    const specifiers = this.#imported.filter((file) => spread.packages.has(packageName(join(this.#programs.root, file)))).flatMap((file) => this.modules.importers(file));
    const ambient = this.modules.withoutFile.filter(({ text }) => spread.packages.has(packageName(text)));
    return { globals: spread.globals, imports: [...specifiers, ...ambient], declarations: byHand.filter((source) => speaksOf(source, spread)) };
  }
}

function isNaming(source: ts.SourceFile, name: string): boolean {
  return (source as unknown as { readonly identifiers: ReadonlyMap<string, string> }).identifiers.has(name);
}

/** The innermost package, or the folder of a file that is in none. */
function folderOf(file: string): string {
  return /^.*(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? file.slice(0, file.lastIndexOf('/') + 1);
}
