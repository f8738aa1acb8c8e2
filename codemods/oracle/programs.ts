/** The compiler's programs of a project, one for each unit, and which of them speaks for a file. */
import { join } from 'node:path';
import { ts } from '@ts-morph/common';
import { SourceCache } from './host.js';
import { readingSources } from './outputs.js';
import { relativeTo, type UnitConfiguration } from './units.js';

export type LoadedUnit = { readonly configuration: UnitConfiguration; readonly program: ts.Program };

export class Programs {
  readonly root: string;
  readonly #configurations: readonly UnitConfiguration[];
  readonly #texts: ReadonlyMap<string, string>;
  readonly #previous: Programs | undefined;
  readonly #cache: SourceCache;
  readonly #relative: Map<string, string> = new Map();
  readonly #byName: Map<string, ts.SourceFile> = new Map();
  #loaded: readonly LoadedUnit[] | undefined;
  #owners: Map<string, LoadedUnit> | undefined;
  #files: readonly string[] | undefined;
  #owned: WeakMap<ts.SourceFile, ts.Program> = new WeakMap();

  /** @param texts what counts instead of what is on disk, by names relative to the root */
  constructor(root: string, configurations: readonly UnitConfiguration[], texts: ReadonlyMap<string, string> = new Map(), previous?: Programs) {
    this.root = root;
    this.#configurations = configurations;
    this.#texts = texts;
    this.#previous = previous;
    this.#cache = previous === undefined ? new SourceCache() : previous.#cache;
  }

  overlay(texts: ReadonlyMap<string, string>): Programs {
    return new Programs(this.root, this.#configurations, new Map([...this.#texts, ...texts]), this);
  }

  get isLoaded(): boolean {
    return this.#loaded !== undefined;
  }

  get units(): readonly LoadedUnit[] {
    const previous = this.#previous === undefined ? undefined : this.#previous.#loaded;
    this.#loaded ??= this.#configurations.map((configuration, at) => ({ configuration, program: this.#create(configuration, previous?.[at]?.program) }));
    return this.#loaded;
  }

  #create(configuration: UnitConfiguration, oldProgram: ts.Program | undefined): ts.Program {
    const options: ts.CompilerOptions = { ...configuration.options, noEmit: true, skipLibCheck: true, incremental: false, composite: false };
    delete options.tsBuildInfoFile;
    // Unset, it still says what no engine would run: a name that is declared twice, a constant that is assigned.
    if (options.checkJs === false) delete options.checkJs;
    const host = this.#cache.host(options, (fileName) => this.#texts.get(this.relativeName(fileName)));
    return ts.createProgram({
      rootNames: configuration.rootNames,
      options,
      host: configuration.outputs === undefined ? host : readingSources(host, configuration.outputs),
      ...(configuration.references.length > 0 ? { projectReferences: configuration.references } : {}),
      ...(oldProgram === undefined ? {} : { oldProgram }),
    });
  }

  relativeName(fileName: string): string {
    let known = this.#relative.get(fileName);
    if (known === undefined) {
      known = relativeTo(this.root, fileName);
      this.#relative.set(fileName, known);
    }
    return known;
  }

  /** Sources of all programs, those of packages and libraries among them. */
  get sources(): readonly ts.SourceFile[] {
    return this.units.flatMap(({ program }) => program.getSourceFiles());
  }

  isOwn(source: ts.SourceFile): boolean {
    const name = this.relativeName(source.fileName);
    return !source.isDeclarationFile && !name.startsWith('../') && !/(^|\/)node_modules\//.test(name) && !name.endsWith('.json');
  }

  /** The unit to which an own file belongs. */
  owner(file: string): LoadedUnit | undefined {
    return this.#ownership.get(file);
  }

  /** Roots first, so that a file which another unit merely imports belongs to the unit that names it. */
  get #ownership(): Map<string, LoadedUnit> {
    if (this.#owners !== undefined) return this.#owners;
    const owners: Map<string, LoadedUnit> = new Map();
    const claim = (unit: LoadedUnit, source: ts.SourceFile | undefined): void => {
      if (source === undefined || !this.isOwn(source)) return;
      const name = this.relativeName(source.fileName);
      if (!owners.has(name)) owners.set(name, unit);
    };
    for (const unit of this.units) for (const name of unit.configuration.rootNames) claim(unit, unit.program.getSourceFile(name));
    for (const unit of this.units) for (const source of unit.program.getSourceFiles()) claim(unit, source);
    this.#owners = owners;
    return owners;
  }

  /** Own files, sorted. */
  get files(): readonly string[] {
    this.#files ??= [...this.#ownership.keys()].sort();
    return this.#files;
  }

  source(file: string): ts.SourceFile | undefined {
    let source = this.#byName.get(file);
    if (source === undefined) {
      const program = this.owner(file)?.program;
      // Binding tells nodes their parents, which a checker does first of all.
      program?.getTypeChecker();
      source = program?.getSourceFile(join(this.root, file));
      if (source !== undefined) this.#byName.set(file, source);
    }
    return source;
  }

  /** The program that speaks for a file, be it one of a package. */
  of(source: ts.SourceFile): ts.Program {
    const known = this.#owned.get(source);
    if (known !== undefined) return known;
    const file = this.relativeName(source.fileName);
    const owner = this.owner(file) ?? this.units.find((unit) => unit.program.getSourceFile(source.fileName) !== undefined);
    if (owner === undefined) throw new Error(`${file} is in no program.`);
    this.#owned.set(source, owner.program);
    return owner.program;
  }

  /** Gives up the programs and, where files are given, only the trees of these. */
  release(files?: ReadonlySet<string>): void {
    this.#cache.forget((fileName) => files === undefined || files.has(this.relativeName(fileName)));
    this.#loaded = undefined;
    this.#owners = undefined;
    this.#owned = new WeakMap();
    this.#byName.clear();
  }
}
