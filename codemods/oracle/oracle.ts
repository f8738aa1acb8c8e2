/**
 * What the migration asks about types. Everything goes through this interface, so that another compiler (TypeScript 7
 * answers out of process, four times cheaper) can take ts-morph's place. Syntax is exposed as ts nodes; they are read, never
 * changed. Files are named relative to the root, with forward slashes; offsets do not count a byte order mark.
 */
import type { ts } from '@ts-morph/common';

/** One tsconfig and the files that are checked with it. A file belongs to exactly one unit. */
export type Unit = {
  /** Relative to the root; null when the project has none. */
  readonly configFile: string | null;
  readonly files: readonly string[];
  readonly options: ts.CompilerOptions;
};

export type OracleDiagnostic = {
  readonly file: string;
  readonly start: number;
  /** Both start at 1. */
  readonly line: number;
  readonly column: number;
  readonly code: number;
  readonly message: string;
};

export type Augmented = {
  readonly globals: ReadonlySet<string>;
  /** The specifiers by which own files take something from packages in which it can be seen. */
  readonly imports: readonly ts.StringLiteralLike[];
  /** Declarations written by hand that speak of it. */
  readonly declarations: readonly ts.SourceFile[];
};

export interface TypeOracle {
  readonly root: string;
  readonly units: readonly Unit[];
  /** Every own source file of every unit: no node_modules, no declaration files. Sorted. */
  readonly files: readonly string[];

  source(file: string): ts.SourceFile | undefined;
  fileOf(node: ts.Node): string;
  /** Whether the node stands in a source file of the project, as opposed to a package or a declaration file. */
  isOwn(node: ts.Node): boolean;
  checkerOf(node: ts.Node): ts.TypeChecker;
  optionsOf(node: ts.Node): ts.CompilerOptions;

  /** The thing an identifier stands for, import and export aliases followed. */
  symbol(node: ts.Node): ts.Symbol | undefined;
  /** Where a symbol is declared, each as the node of the unit that owns the file. */
  declarations(symbol: ts.Symbol | undefined): readonly ts.Declaration[];
  type(node: ts.Node): ts.Type;

  /** Own files in whose text the name stands as an identifier, from the parser's own table. */
  filesNaming(name: string): readonly string[];
  /** The specifiers by which own files take something from packages. */
  readonly packageImports: readonly ts.StringLiteralLike[];
  /** Those of packages that speak of the name; undefined where one of these adds to the types of others. */
  packagesNaming(name: string): readonly ts.StringLiteralLike[] | undefined;
  /** Where a change to an augmented module, or to global types, can be seen; undefined where nothing can be told. */
  augmented(declaration: ts.ModuleDeclaration): Augmented | undefined;
  /** Identifiers (also `#private` ones and string literals used as names) with this text, in order. */
  identifiers(file: string, name: string): readonly ts.Node[];
  /** The file a module specifier of this file leads to; undefined for packages and what cannot be found. */
  resolveModule(fromFile: string, specifier: string): string | undefined;
  /** The specifiers by which the project's files, declaration files among them, take something from this one. */
  importers(file: string): readonly ts.StringLiteralLike[];
  /** Files that import one of these, directly or through others, and the files themselves. */
  dependents(files: Iterable<string>): ReadonlySet<string>;

  /** Syntax and type errors of one file, or of these of its top-level statements. */
  diagnostics(file: string, only?: ReadonlySet<ts.Statement>): readonly OracleDiagnostic[];
  /** The same project with other text in some files. Unchanged files are shared, nothing is written. */
  overlay(texts: ReadonlyMap<string, string>): TypeOracle;
  /** Goes with what is known: whoever remembers types or nodes remembers them under this. */
  readonly knowledge: object;
  /** Gives up all that was read and worked out, except, where files are given, the trees of others; asked again, it is done anew. */
  release(files?: Iterable<string>): void;
}
