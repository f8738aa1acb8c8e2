/** The oracle on ts-morph's bundled TypeScript: it works the same whatever compiler the project itself has installed. */
import { existsSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ts } from '@ts-morph/common';
import { UserError } from '../../src/project/user-error.js';
import { IdentifierIndex, NameIndex } from './identifiers.js';
import { ModuleGraph } from './module-graph.js';
import type { OracleDiagnostic, TypeOracle, Unit } from './oracle.js';
import { LIBRARY_FOLDER, libraryText } from './libraries.js';
import { findUnits, relativeTo, type UnitConfiguration } from './units.js';

export function openProject(root: string): TypeOracle {
  if (!existsSync(root)) throw new UserError(`There is no folder ${root}: give the root of the project to migrate.`);
  const real = realpathSync(resolve(root));
  return new MorphOracle(real, findUnits(real), new Map(), undefined);
}

/** Parsed once per process: a hundred thousand lines that never change. */
const libraries: Map<string, ts.SourceFile> = new Map();

type LoadedUnit = { readonly configuration: UnitConfiguration; readonly program: ts.Program };

class MorphOracle implements TypeOracle {
  readonly root: string;
  readonly #configurations: readonly UnitConfiguration[];
  readonly #texts: ReadonlyMap<string, string>;
  readonly #sources: Map<string, ts.SourceFile>;
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
  readonly #byName: Map<string, ts.SourceFile> = new Map();

  constructor(root: string, configurations: readonly UnitConfiguration[], texts: ReadonlyMap<string, string>, previous: MorphOracle | undefined) {
    this.root = root;
    this.#configurations = configurations;
    this.#texts = texts;
    this.#previous = previous;
    this.#sources = previous === undefined ? new Map() : previous.#sources;
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
    const host = ts.createCompilerHost(options, true);
    const read = host.getSourceFile.bind(host);
    // Sources are shared between units and overlays when they are parsed and bound the same way.
    const parsing = JSON.stringify({ ...options, configFile: undefined, configFilePath: undefined, paths: undefined, rootDir: undefined, outDir: undefined, types: undefined, typeRoots: undefined, lib: undefined, baseUrl: undefined });
    host.getSourceFile = (fileName, versionOrOptions, onError, fresh) => {
      const text = this.#texts.get(this.#relativeName(fileName));
      const format = typeof versionOrOptions === 'object' ? (versionOrOptions.impliedNodeFormat ?? 0) : 0;
      const key = `${fileName}\0${String(format)}\0${parsing}`;
      if (text !== undefined) return ts.createSourceFile(fileName, text, versionOrOptions, true);
      const known = this.#sources.get(key) ?? libraries.get(key);
      if (known !== undefined) return known;
      const library = libraryText(fileName);
      const source = library === undefined ? read(fileName, versionOrOptions, onError, fresh) : ts.createSourceFile(fileName, library, versionOrOptions);
      if (source !== undefined) (library === undefined ? this.#sources : libraries).set(key, source);
      return source;
    };
    const readFile = host.readFile.bind(host);
    host.readFile = (fileName) => this.#texts.get(this.#relativeName(fileName)) ?? libraryText(fileName) ?? readFile(fileName);
    const fileExists = host.fileExists.bind(host);
    host.fileExists = (fileName) => this.#texts.has(this.#relativeName(fileName)) || libraryText(fileName) !== undefined || fileExists(fileName);
    host.getDefaultLibLocation = () => LIBRARY_FOLDER;
    host.getDefaultLibFileName = (forOptions) => `${LIBRARY_FOLDER}/${ts.getDefaultLibFileName(forOptions)}`;
    // Referenced projects are read from their sources: their output may not be built, and it is the sources that are edited.
    Object.assign(host, { useSourceOfProjectReferenceRedirect: () => true });
    return ts.createProgram({
      rootNames: configuration.rootNames,
      options,
      host,
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
      source = this.#ownership.get(file)?.program.getSourceFile(join(this.root, file));
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

  dependents(files: Iterable<string>): ReadonlySet<string> {
    this.#graph ??= new ModuleGraph(this);
    return this.#graph.dependents(files);
  }

  diagnostics(file: string): readonly OracleDiagnostic[] {
    const source = this.source(file);
    if (source === undefined) return [];
    const program = this.#programOf(source);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map((diagnostic) => {
      const start = diagnostic.start ?? 0;
      const { line, character } = source.getLineAndCharacterOfPosition(start);
      return { file, start, line: line + 1, column: character + 1, code: diagnostic.code, message: ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n') };
    });
  }

  release(): void {
    // Trees, names and imports stay: they are small beside what a checker remembers, and nodes keep their identity.
    this.#loaded = undefined;
    this.#owners = undefined;
    this.#owned = new WeakMap();
    this.#types.clear();
  }

  overlay(texts: ReadonlyMap<string, string>): TypeOracle {
    return new MorphOracle(this.root, this.#configurations, new Map([...this.#texts, ...texts]), this);
  }
}

