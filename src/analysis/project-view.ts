import { readFileSync } from 'node:fs';
import { basename, dirname, relative, sep } from 'node:path';
import type { Configuration } from '../project/configuration.js';
import { cacheFolder, FactsCache } from '../project/cache.js';
import { findSourceFiles, type SourceFiles } from '../project/files.js';
import type { ProjectIndex } from '../project/index.js';
import { loadFacts } from '../project/load.js';
import { analyse, type Judged } from './analyse.js';
import { isClientText, isTestFile, takesPart } from './confinement.js';
import { Program } from './program.js';
import { Remembered } from './remembered.js';
import { type Finding, type InventoryItem, type Level, LEVELS } from './report.js';
import { runtimeNames, speaksOfRuntime } from './runtime-names.js';
import { Sources } from './sources.js';

/** After so many files that nobody has touched meanwhile, a linter is evidently on its way through the project, and one look at the whole is cheaper. */
const LOCAL_VIEWS = 2;
const MAX_NEIGHBOURS = 40;
const MAX_PROJECT_FILES = 3_000;

/** What is known of one long-lived root when all that it was worked out from is forgotten again: a linter's memory is not ours to fill. */
export type Held = {
  readonly key: string;
  readonly absolute: string;
  readonly at: number;
  readonly level: Level;
  /** The fields that are written after the object is built. */
  readonly keeps: readonly string[];
  readonly finding: Finding | undefined;
};

/** What is known of a whole project, as an earlier run may have left it. */
type Known = {
  readonly held: readonly Held[];
  /** Whether anything in it imports the runtime, or has a name that the configuration speaks of. */
  readonly speaksOfRuntime: boolean;
};

type Whole = Known & { readonly byFile: ReadonlyMap<string, readonly Held[]>; readonly isQuiet: boolean };

/** What the analysis says of single files of a project: from their neighbourhood, or from the whole once that pays. */
export class ProjectView {
  readonly root: string;
  readonly #index: ProjectIndex;
  readonly #configuration: Configuration;
  readonly #known: Map<string, readonly Held[]> = new Map();
  #whole: Whole | undefined;
  #files: SourceFiles | undefined;
  #texts: readonly { readonly file: string; readonly text: string }[] | undefined;
  #hasAsked = false;
  #isCached = false;
  #memory: Remembered<Known> | undefined;
  /** The state of the index that all of this was worked out from. */
  #generation = 0;

  constructor(root: string, index: ProjectIndex, configuration: Configuration) {
    this.root = root;
    this.#index = index;
    this.#configuration = configuration;
  }

  /** The long-lived roots of one file. `text` is what the editor holds. */
  judged(file: string, text?: string): readonly Held[] {
    this.#forgetWhatChanged();
    const known = (this.#whole ??= this.#recalled())?.byFile.get(file) ?? (this.#whole ? [] : this.#known.get(file));
    if (known) return known;
    if (this.#known.size >= LOCAL_VIEWS && this.#project().files.length <= MAX_PROJECT_FILES) {
      this.#whole = this.#judgeWhole();
      this.#texts = undefined;
      return this.#whole.byFile.get(file) ?? [];
    }
    const judged = this.#judge(this.#neighbours(file), file, text).filter(({ absolute }) => absolute === file);
    this.#known.set(file, judged);
    return judged;
  }

  /** What is known of the whole project, once it is: whether nothing in it is worth a warning, and whether it uses the runtime. */
  get whole(): Pick<Whole, 'isQuiet' | 'speaksOfRuntime'> | undefined {
    this.#forgetWhatChanged();
    return this.#whole;
  }

  #forgetWhatChanged(): void {
    if (this.#generation === this.#index.generation) return;
    this.#generation = this.#index.generation;
    this.#known.clear();
    this.#whole = undefined;
    this.#hasAsked = false;
  }

  /** What an earlier run has left, if nothing was touched since: asked for once. */
  #recalled(): Whole | undefined {
    if (this.#hasAsked) return undefined;
    this.#hasAsked = true;
    // Its key is taken before any work: what is touched meanwhile is looked at again.
    this.#memory = this.#memoryOf();
    const remembered = this.#memory?.recall();
    if (remembered) this.#readThroughCache();
    return remembered && this.#wholeOf(remembered);
  }

  /** Facts of files that others import come from what an earlier run has left. */
  #readThroughCache(): void {
    const folder = this.#cacheFolder();
    if (this.#isCached || folder === undefined) return;
    this.#isCached = true;
    const cache = new FactsCache(folder);
    this.#index.readThrough((file) => {
      const loaded = cache.fresh(file, true);
      return loaded?.kind === 'facts' ? loaded.facts : undefined;
    });
  }

  #memoryOf(): Remembered<Known> | undefined {
    const folder = this.#cacheFolder();
    const { files, settings } = this.#project();
    return folder === undefined ? undefined : new Remembered(folder, 'lint.json', [this.root, this.#configuration], [...files, ...settings]);
  }

  #cacheFolder(): string | undefined {
    return this.#index.hasUnsaved ? undefined : cacheFolder(this.root);
  }

  /** With the facts that an earlier run has left of what was not touched since. */
  #judgeWhole(): Whole {
    const known = this.#workOut(this.#loaded(this.#project().files, this.#cacheFolder()));
    this.#memory?.keep(known);
    return this.#wholeOf(known);
  }

  #wholeOf(known: Known): Whole {
    this.#index.watch(this.#project().files);
    const byFile: Map<string, Held[]> = new Map();
    for (const one of known.held) {
      const list = byFile.get(one.absolute);
      if (list) list.push(one);
      else byFile.set(one.absolute, [one]);
    }
    return { ...known, byFile, isQuiet: !known.held.some(({ level }) => LEVELS.indexOf(level) <= LEVELS.indexOf('warn')) };
  }

  #workOut(files: readonly string[]): Known {
    const names = runtimeNames(this.#configuration);
    return {
      held: this.#judge(files),
      speaksOfRuntime: files.some((file) => {
        const facts = this.#index.facts(file);
        return facts !== undefined && speaksOfRuntime(facts, names);
      }),
    };
  }

  /** The files that take part, as in a scan: what takes none is not parsed. */
  #loaded(files: readonly string[], folder: string | undefined): readonly string[] {
    const cache = folder === undefined ? undefined : new FactsCache(folder, true);
    const path = (file: string): string => relative(this.root, file).split(sep).join('/');
    const isApart = (file: string, text: string): boolean => isClientText(path(file), text);
    const found = files.filter((file) => {
      if (isTestFile(path(file))) return false;
      const loaded = cache?.fresh(file, false) ?? cache?.load(file, isApart) ?? (this.#index.has(file) ? undefined : loadFacts(file, isApart));
      if (loaded?.kind === 'facts') this.#index.adopt(file, loaded.facts);
      return this.#index.has(file) && this.#index.facts(file) !== undefined;
    });
    cache?.save();
    return found;
  }

  #judge(files: readonly string[], open?: string, text?: string): readonly Held[] {
    const sources = new Sources(this.root, (file) => (file === open && text !== undefined ? text : readFileSync(file, 'utf8')));
    const taking = files.filter((file) => takesPart(sources.relative(file), this.#index.facts(file)));
    return analyse(new Program(this.#index, taking, this.#configuration), sources, undefined, files).map(heldOf);
  }

  /** The file, whoever imports it (through barrels too), and what those import. */
  #neighbours(file: string): readonly string[] {
    const importers = new Set([file]);
    for (const from of importers) {
      if (importers.size >= MAX_NEIGHBOURS) break;
      for (const next of this.#importersOf(from)) importers.add(next);
    }
    const found = new Set([...importers].slice(0, MAX_NEIGHBOURS));
    for (const from of found) {
      for (const request of this.#index.facts(from)?.requests ?? []) {
        const to = found.size < 2 * MAX_NEIGHBOURS ? this.#index.resolve(from, request) : undefined;
        if (to !== undefined && this.#index.facts(to)) found.add(to);
      }
    }
    return [...found];
  }

  /** Found by a look at the texts; only those that may import the file are parsed. */
  #importersOf(file: string): readonly string[] {
    const isMentioned = mentions(file);
    this.#texts ??= this.#project().files.length > MAX_PROJECT_FILES ? [] : this.#project().files.flatMap((path) => {
      try {
        return [{ file: path, text: readFileSync(path, 'utf8') }];
      } catch {
        // Gone since the folder was read.
        return [];
      }
    });
    return this.#texts.filter(({ file: from, text }) => from !== file && isMentioned(text))
      .map(({ file: from }) => from)
      .filter((from) => this.#index.facts(from)?.requests.some((request) => isMentioned(request) && this.#index.resolve(from, request) === file));
  }

  #project(): SourceFiles {
    return (this.#files ??= findSourceFiles(this.root, this.#configuration));
  }
}

function heldOf({ root, absolute, at, verdict: { level }, item }: Judged): Held {
  const written = root.effects.filter(({ fn, mode }) => fn.fact.kind !== 'constructor' && mode !== 'reset' && mode !== 'remove');
  const keeps = [...new Set(written.flatMap(({ place, path }) => (place.base.kind === 'instance' && path[0] !== undefined ? [path[0]] : [])))];
  return { key: root.key, absolute, at, level, keeps, finding: level === 'none' ? undefined : withoutWhy(item()) };
}

function withoutWhy({ why: _, ...finding }: InventoryItem): Finding {
  return finding;
}

/** A test that every text passes which imports the file: by its name, or by those of its folders where it is an index. */
function mentions(file: string): (text: string) => boolean {
  const stem = basename(file).replace(/\.[cm]?[jt]sx?$/, '');
  if (stem !== 'index') return (text) => text.includes(stem);
  const folders = dirname(file).split(sep).slice(-3);
  return (text) => text.includes(stem) || folders.some((folder) => text.includes(folder)) || /(?:^|['"])\.\.?\/?(?:$|['"])/.test(text);
}
