/** The oracle on ts-morph's bundled TypeScript: it works the same whatever compiler the project itself has installed. */
import { existsSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ts } from '@ts-morph/common';
import { UserError } from '../../src/project/user-error.js';
import { packageName, speaksOf, spreadOf } from './augmentation.js';
import { collectGarbage } from './collect.js';
import { connectedUnits } from './connected.js';
import { SourceCache } from './host.js';
import { IdentifierIndex, NameIndex } from './identifiers.js';
import { ModuleGraph } from './module-graph.js';
import type { Augmented, OracleDiagnostic, TypeOracle, Unit } from './oracle.js';
import { LIBRARY_FOLDER } from './libraries.js';
import { findUnits, relativeTo, type UnitConfiguration } from './units.js';

/** @param names the accessors that it is asked about; see {@link connectedUnits} */
export function openProject(root: string, names: readonly string[] = []): TypeOracle {
  if (!existsSync(root)) throw new UserError(`There is no folder ${root}: give the root of the project to migrate.`);
  const real = realpathSync(resolve(root));
  return new MorphOracle(real, connectedUnits(real, findUnits(real), names), new Map(), undefined);
}

const MANY = 100;

type LoadedUnit = { readonly configuration: UnitConfiguration; readonly program: ts.Program };

class MorphOracle implements TypeOracle {
  readonly root: string;
  knowledge: object = {};
  readonly #configurations: readonly UnitConfiguration[];
  readonly #texts: ReadonlyMap<string, string>;
  readonly #sources: SourceCache;
  readonly #index: IdentifierIndex;
  readonly #previous: MorphOracle | undefined;
  #loaded: readonly LoadedUnit[] | undefined;
  #owners: Map<string, LoadedUnit> | undefined;
  #files: readonly string[] | undefined;
  #graph: ModuleGraph | undefined;
  readonly #relative: Map<string, string> = new Map();
  #names: NameIndex | undefined;
  readonly #types: Map<ts.Node, ts.Type> = new Map();
  #owned: WeakMap<ts.SourceFile, ts.Program> = new WeakMap();
  readonly #augmented: Map<ts.ModuleDeclaration, Augmented | undefined> = new Map();
  readonly #byName: Map<string, ts.SourceFile> = new Map();

  constructor(root: string, configurations: readonly UnitConfiguration[], texts: ReadonlyMap<string, string>, previous: MorphOracle | undefined) {
    this.root = root;
    this.#configurations = configurations;
    this.#texts = texts;
    this.#previous = previous;
    this.#sources = previous === undefined ? new SourceCache() : previous.#sources;
    this.#index = previous === undefined ? new IdentifierIndex() : previous.#index;
  }

  get #programs(): readonly LoadedUnit[] {
    const previous = this.#previous;
    const programs = previous === undefined ? undefined : previous.#loaded;
    this.#loaded ??= this.#configurations.map((configuration, at) => ({ configuration, program: this.#createProgram(configuration, programs?.[at]?.program) }));
    return this.#loaded;
  }

  #createProgram(configuration: UnitConfiguration, oldProgram: ts.Program | undefined): ts.Program {
    const options: ts.CompilerOptions = { ...configuration.options, noEmit: true, skipLibCheck: true, incremental: false, composite: false };
    delete options.tsBuildInfoFile;
    // Unset, it still says what no engine would run: a name that is declared twice, a constant that is assigned.
    if (options.checkJs === false) delete options.checkJs;
    return ts.createProgram({
      rootNames: configuration.rootNames,
      options,
      host: this.#sources.host(options, (fileName) => this.#texts.get(this.#relativeName(fileName))),
      ...(configuration.references.length > 0 ? { projectReferences: configuration.references } : {}),
      ...(oldProgram === undefined ? {} : { oldProgram }),
    });
  }

  #relativeName(fileName: string): string {
    let known = this.#relative.get(fileName);
    if (known === undefined) {
      known = relativeTo(this.root, fileName);
      this.#relative.set(fileName, known);
    }
    return known;
  }

  #isOwnFile(source: ts.SourceFile): boolean {
    const name = this.#relativeName(source.fileName);
    return !source.isDeclarationFile && !name.startsWith('../') && !/(^|\/)node_modules\//.test(name) && !name.endsWith('.json');
  }

  /** Roots first, so that a file which another unit merely imports belongs to the unit that names it. */
  get #ownership(): Map<string, LoadedUnit> {
    if (this.#owners !== undefined) return this.#owners;
    const owners: Map<string, LoadedUnit> = new Map();
    const claim = (unit: LoadedUnit, source: ts.SourceFile | undefined): void => {
      if (source === undefined || !this.#isOwnFile(source)) return;
      const name = this.#relativeName(source.fileName);
      if (!owners.has(name)) owners.set(name, unit);
    };
    for (const unit of this.#programs) for (const name of unit.configuration.rootNames) claim(unit, unit.program.getSourceFile(name));
    for (const unit of this.#programs) for (const source of unit.program.getSourceFiles()) claim(unit, source);
    this.#owners = owners;
    return owners;
  }

  get units(): readonly Unit[] {
    return this.#programs.map((unit) => ({
      configFile: unit.configuration.configFile === null ? null : this.#relativeName(unit.configuration.configFile),
      files: this.files.filter((file) => this.#ownership.get(file) === unit),
      options: unit.program.getCompilerOptions(),
    }));
  }

  get files(): readonly string[] {
    this.#files ??= [...this.#ownership.keys()].sort();
    return this.#files;
  }

  source(file: string): ts.SourceFile | undefined {
    let source = this.#byName.get(file);
    if (source === undefined) {
      const program = this.#ownership.get(file)?.program;
      // Binding tells nodes their parents, which a checker does first of all.
      program?.getTypeChecker();
      source = program?.getSourceFile(join(this.root, file));
      if (source !== undefined) this.#byName.set(file, source);
    }
    return source;
  }

  fileOf(node: ts.Node): string {
    return this.#relativeName(node.getSourceFile().fileName);
  }

  isOwn(node: ts.Node): boolean {
    return this.#isOwnFile(node.getSourceFile());
  }

  #programOf(node: ts.Node): ts.Program {
    const source = node.getSourceFile();
    const known = this.#owned.get(source);
    if (known !== undefined) return known;
    const owner = this.#ownership.get(this.fileOf(node)) ?? this.#programs.find((unit) => unit.program.getSourceFile(node.getSourceFile().fileName) !== undefined);
    if (owner === undefined) throw new Error(`${this.fileOf(node)} is in no program.`);
    this.#owned.set(source, owner.program);
    return owner.program;
  }

  checkerOf(node: ts.Node): ts.TypeChecker {
    return this.#programOf(node).getTypeChecker();
  }

  optionsOf(node: ts.Node): ts.CompilerOptions {
    return this.#programOf(node).getCompilerOptions();
  }

  symbol(node: ts.Node): ts.Symbol | undefined {
    const checker = this.checkerOf(node);
    const symbol = checker.getSymbolAtLocation(node);
    if (symbol === undefined) return undefined;
    return (symbol.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(symbol) : symbol;
  }

  declarations(symbol: ts.Symbol | undefined): readonly ts.Declaration[] {
    return (symbol?.declarations ?? []).map((declaration) => this.#canonical(declaration));
  }

  /** A file that two programs hold in two parses: the owner's node stands for both. */
  #canonical(node: ts.Declaration): ts.Declaration {
    const source = node.getSourceFile();
    const owned = this.source(this.#relativeName(source.fileName));
    if (owned === undefined || owned === source) return node;
    let found: ts.Node = owned;
    const descend = (at: ts.Node): void => {
      found = at;
      if (at.pos === node.pos && at.end === node.end && at.kind === node.kind) return;
      ts.forEachChild(at, (child) => {
        if (child.pos <= node.pos && child.end >= node.end && found === at) descend(child);
      });
    };
    descend(owned);
    return found.kind === node.kind ? (found as ts.Declaration) : node;
  }

  type(node: ts.Node): ts.Type {
    // The checker works an expression's type out anew whenever it is asked.
    let type = this.#types.get(node);
    if (type === undefined) {
      type = this.checkerOf(node).getTypeAtLocation(node);
      this.#types.set(node, type);
    }
    return type;
  }

  filesNaming(name: string): readonly string[] {
    this.#names ??= new NameIndex(this.files.flatMap((file) => {
      const source = this.source(file);
      return source === undefined ? [] : [[file, source] as const];
    }));
    return this.#names.filesNaming(name);
  }

  packagesNaming(name: string): readonly ts.StringLiteralLike[] | undefined {
    const naming = this.#programs.flatMap(({ program }) => program.getSourceFiles()).filter((source) => !this.#isOwnFile(source) && isNaming(source, name));
    if (naming.some(augments)) return undefined;
    const packages = new Set(naming.map(({ fileName }) => packageOf(this.#relativeName(fileName))));
    return this.#packageFiles.filter((file) => packages.has(packageOf(file))).flatMap((file) => this.importers(file));
  }

  augmented(declaration: ts.ModuleDeclaration): Augmented | undefined {
    if (!this.#augmented.has(declaration)) this.#augmented.set(declaration, this.#spread(declaration));
    return this.#augmented.get(declaration);
  }

  #spread(declaration: ts.ModuleDeclaration): Augmented | undefined {
    if (ts.isStringLiteral(declaration.name) && this.declarations(this.symbol(declaration.name)).some((at) => this.isOwn(at) && at.getSourceFile() !== declaration.getSourceFile())) return undefined;
    const byHand = this.#declarationFiles();
    const names = new Set(byHand.map(({ fileName }) => fileName));
    const foreign = new Set(this.#programs.flatMap(({ program }) => program.getSourceFiles()).filter((source) => !this.#isOwnFile(source) && !names.has(source.fileName)));
    const spread = spreadOf(declaration, [...foreign], ({ fileName }) => fileName.startsWith(LIBRARY_FOLDER));
    if (spread === undefined) return undefined;
    const specifiers = this.#packageFiles.filter((file) => spread.packages.has(packageName(join(this.root, file)))).flatMap((file) => this.importers(file));
    const ambient = this.#modules.withoutFile.filter(({ text }) => spread.packages.has(packageName(text)));
    return { globals: spread.globals, imports: [...specifiers, ...ambient], declarations: byHand.filter((source) => speaksOf(source, spread)) };
  }

  get packageImports(): readonly ts.StringLiteralLike[] {
    return [...this.#packageFiles.flatMap((file) => this.importers(file)), ...this.#modules.withoutFile];
  }

  get #packageFiles(): readonly string[] {
    return this.#modules.imported.filter((file) => !this.#ownership.has(file));
  }

  identifiers(file: string, name: string): readonly ts.Node[] {
    const source = this.source(file);
    return source === undefined ? [] : this.#index.names(source, name);
  }

  resolveModule(fromFile: string, specifier: string): string | undefined {
    const unit = this.#ownership.get(fromFile);
    if (unit === undefined) return undefined;
    const { resolvedModule } = ts.resolveModuleName(specifier, join(this.root, fromFile), unit.program.getCompilerOptions(), ts.sys, undefined, undefined, unit.program.getSourceFile(join(this.root, fromFile))?.impliedNodeFormat);
    if (resolvedModule === undefined) return undefined;
    const file = this.#relativeName(resolvedModule.resolvedFileName);
    return this.#ownership.has(file) ? file : undefined;
  }

  get #modules(): ModuleGraph {
    this.#graph ??= new ModuleGraph(this, [...this.files.flatMap((file) => this.source(file) ?? []), ...this.#declarationFiles()]);
    return this.#graph;
  }

  /** Types that the project has written down by hand. */
  #declarationFiles(): readonly ts.SourceFile[] {
    const all = this.#programs.flatMap(({ program }) => program.getSourceFiles().filter((source) => source.isDeclarationFile && !/^\.\.\/|(^|\/)node_modules\//.test(this.#relativeName(source.fileName)) && !source.fileName.startsWith(LIBRARY_FOLDER)));
    return [...new Map(all.map((source) => [source.fileName, source])).values()];
  }

  importers(file: string): readonly ts.StringLiteralLike[] {
    return this.#modules.importers(file);
  }

  dependents(files: Iterable<string>): ReadonlySet<string> {
    return this.#modules.dependents(files);
  }

  diagnostics(file: string, only?: ReadonlySet<ts.Statement>): readonly OracleDiagnostic[] {
    const source = this.source(file);
    if (source === undefined) return [];
    const program = this.#programOf(source);
    // The third parameter is the one with which an editor asks for the part of a file that is in view.
    const semantic = (program.getSemanticDiagnostics as (file: ts.SourceFile, cancel?: undefined, nodes?: readonly ts.Node[]) => readonly ts.Diagnostic[])(source, undefined, only && [...only]);
    return [...program.getSyntacticDiagnostics(source), ...semantic].map((diagnostic) => {
      const start = diagnostic.start ?? 0;
      const { line, character } = source.getLineAndCharacterOfPosition(start);
      return { file, start, line: line + 1, column: character + 1, code: diagnostic.code, message: ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n') };
    });
  }

  release(files?: Iterable<string>): void {
    const names = files && new Set(files);
    // Worth its time only where a large program goes, be it one that others made of this one.
    const isWorthIt = (names === undefined || this.#loaded !== undefined) && this.files.length >= MANY;
    this.#sources.forget((fileName) => names === undefined || names.has(this.#relativeName(fileName)));
    this.#loaded = undefined;
    this.#owners = undefined;
    this.#owned = new WeakMap();
    this.#graph = undefined;
    this.#names = undefined;
    this.#types.clear();
    this.#byName.clear();
    this.#augmented.clear();
    this.knowledge = {};
    if (isWorthIt) collectGarbage();
  }

  overlay(texts: ReadonlyMap<string, string>): TypeOracle {
    return new MorphOracle(this.root, this.#configurations, new Map([...this.#texts, ...texts]), this);
  }
}


function isNaming(source: ts.SourceFile, name: string): boolean {
  return (source as unknown as { readonly identifiers: ReadonlyMap<string, string> }).identifiers.has(name);
}

/** `declare module 'express' { … }`, `declare global { … }`. */
function augments(source: ts.SourceFile): boolean {
  return !ts.isExternalModule(source) || source.statements.some((statement) => ts.isModuleDeclaration(statement) && (ts.isStringLiteral(statement.name) || (statement.flags & ts.NodeFlags.GlobalAugmentation) !== 0));
}

/** The innermost package, or the folder of a file that is in none. */
function packageOf(file: string): string {
  return /^.*(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? file.slice(0, file.lastIndexOf('/') + 1);
}
