/** The oracle on ts-morph's bundled TypeScript: it works the same whatever compiler the project itself has installed. */
import { existsSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ts } from '@ts-morph/common';
import { UserError } from '../../src/project/user-error.js';
import { collectGarbage } from './collect.js';
import { connectedUnits } from './connected.js';
import { IdentifierIndex, NameIndex } from './identifiers.js';
import type { Augmented, OracleDiagnostic, TypeOracle, Unit } from './oracle.js';
import { builtFrom } from './outputs.js';
import { Packages } from './packages.js';
import { Programs } from './programs.js';
import { findUnits } from './units.js';

/** @param names the accessors that it is asked about; see {@link connectedUnits} */
export function openProject(root: string, names: readonly string[] = []): TypeOracle {
  if (!existsSync(root)) throw new UserError(`There is no folder ${root}: give the root of the project to migrate.`);
  const real = realpathSync(resolve(root));
  return new MorphOracle(new Programs(real, connectedUnits(real, findUnits(real), names)), new IdentifierIndex());
}

const MANY = 100;

class MorphOracle implements TypeOracle {
  readonly root: string;
  knowledge: object = {};
  readonly #programs: Programs;
  readonly #index: IdentifierIndex;
  readonly #types: Map<ts.Node, ts.Type> = new Map();
  #packages: Packages | undefined;
  #names: NameIndex | undefined;

  constructor(programs: Programs, index: IdentifierIndex) {
    this.root = programs.root;
    this.#programs = programs;
    this.#index = index;
  }

  overlay(texts: ReadonlyMap<string, string>): TypeOracle {
    return new MorphOracle(this.#programs.overlay(texts), this.#index);
  }

  get units(): readonly Unit[] {
    return this.#programs.units.map((unit) => ({
      configFile: unit.configuration.configFile === null ? null : this.#programs.relativeName(unit.configuration.configFile),
      files: this.files.filter((file) => this.#programs.owner(file) === unit),
      options: unit.program.getCompilerOptions(),
    }));
  }

  get files(): readonly string[] {
    return this.#programs.files;
  }

  source(file: string): ts.SourceFile | undefined {
    return this.#programs.source(file);
  }

  fileOf(node: ts.Node): string {
    return this.#programs.relativeName(node.getSourceFile().fileName);
  }

  isOwn(node: ts.Node): boolean {
    return this.#programs.isOwn(node.getSourceFile());
  }

  checkerOf(node: ts.Node): ts.TypeChecker {
    return this.#programs.of(node.getSourceFile()).getTypeChecker();
  }

  optionsOf(node: ts.Node): ts.CompilerOptions {
    return this.#programs.of(node.getSourceFile()).getCompilerOptions();
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
    const owned = this.source(this.fileOf(source));
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

  get #foreign(): Packages {
    this.#packages ??= new Packages(this, this.#programs);
    return this.#packages;
  }

  get packageImports(): readonly ts.StringLiteralLike[] {
    return this.#foreign.imports;
  }

  packagesNaming(name: string): readonly ts.StringLiteralLike[] | undefined {
    return this.#foreign.naming(name);
  }

  augmented(declaration: ts.ModuleDeclaration): Augmented | undefined {
    return this.#foreign.augmented(declaration);
  }

  importers(file: string): readonly ts.StringLiteralLike[] {
    return this.#foreign.modules.importers(file);
  }

  dependents(files: Iterable<string>): ReadonlySet<string> {
    return this.#foreign.modules.dependents(files);
  }

  resolveModule(fromFile: string, specifier: string): string | undefined {
    const owner = this.#programs.owner(fromFile);
    if (owner === undefined) return undefined;
    const asking = join(this.root, fromFile);
    const found = builtFrom(owner.configuration.outputs ?? [], specifier, asking) ??
      ts.resolveModuleName(specifier, asking, owner.program.getCompilerOptions(), ts.sys, undefined, undefined, this.source(fromFile)?.impliedNodeFormat).resolvedModule?.resolvedFileName;
    if (found === undefined) return undefined;
    const file = this.#programs.relativeName(found);
    return this.#programs.owner(file) === undefined ? undefined : file;
  }

  diagnostics(file: string, only?: ReadonlySet<ts.Statement>): readonly OracleDiagnostic[] {
    const source = this.source(file);
    if (source === undefined) return [];
    const program = this.#programs.of(source);
    // The third parameter is the one with which an editor asks for the part of a file that is in view.
    const semantic = (program.getSemanticDiagnostics as (file: ts.SourceFile, cancel?: undefined, nodes?: readonly ts.Node[]) => readonly ts.Diagnostic[])(source, undefined, only && [...only]);
    return [...program.getSyntacticDiagnostics(source), ...semantic].map((diagnostic) => {
      const start = diagnostic.start ?? 0;
      const { line, character } = source.getLineAndCharacterOfPosition(start);
      return { file, start, line: line + 1, column: character + 1, code: diagnostic.code, message: ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n') };
    });
  }

  release(files?: Iterable<string>): void {
    // Worth its time only where a large program goes, be it one that others made of this one.
    const isWorthIt = (files === undefined || this.#programs.isLoaded) && this.files.length >= MANY;
    this.#programs.release(files && new Set(files));
    this.#packages = undefined;
    this.#names = undefined;
    this.#types.clear();
    this.knowledge = {};
    if (isWorthIt) collectGarbage();
  }
}
