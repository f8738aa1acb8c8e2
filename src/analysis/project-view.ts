import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import type { Configuration } from '../project/configuration.js';
import { findSourceFiles } from '../project/files.js';
import type { ProjectIndex } from '../project/index.js';
import { analyse, type Judged } from './analyse.js';
import { takesPart } from './confinement.js';
import { Program } from './program.js';
import { Sources } from './sources.js';

/** After so many files that nobody has touched meanwhile, a linter is evidently on its way through the project, and one look at the whole is cheaper. */
const LOCAL_VIEWS = 2;
const MAX_NEIGHBOURS = 40;
const MAX_PROJECT_FILES = 3_000;

/** What the analysis says of single files of a project: from their neighbourhood, or from the whole once that pays. */
export class ProjectView {
  readonly root: string;
  readonly #index: ProjectIndex;
  readonly #configuration: Configuration;
  readonly #known: Map<string, readonly Judged[]> = new Map();
  #whole: ReadonlyMap<string, readonly Judged[]> | undefined;
  #files: readonly string[] | undefined;
  #texts: readonly { readonly file: string; readonly text: string }[] | undefined;
  /** The state of the index that all of this was worked out from. */
  #generation = 0;

  constructor(root: string, index: ProjectIndex, configuration: Configuration) {
    this.root = root;
    this.#index = index;
    this.#configuration = configuration;
  }

  /** The long-lived roots of one file. `text` is what the editor holds. */
  judged(file: string, text?: string): readonly Judged[] {
    this.#forgetWhatChanged();
    const known = this.#whole ? this.#whole.get(file) ?? [] : this.#known.get(file);
    if (known) return known;
    if (this.#known.size >= LOCAL_VIEWS && this.#projectFiles().length <= MAX_PROJECT_FILES) {
      this.#whole = this.#judgeWhole();
      this.#texts = undefined;
      return this.#whole.get(file) ?? [];
    }
    const judged = this.#judge(this.#neighbours(file), file, text).filter(({ absolute }) => absolute === file);
    this.#known.set(file, judged);
    return judged;
  }

  #forgetWhatChanged(): void {
    if (this.#generation === this.#index.generation) return;
    this.#generation = this.#index.generation;
    this.#known.clear();
    this.#whole = undefined;
  }

  #judgeWhole(): ReadonlyMap<string, readonly Judged[]> {
    const judged: Map<string, Judged[]> = new Map();
    for (const one of this.#judge(this.#projectFiles().filter((file) => this.#index.facts(file)))) {
      const list = judged.get(one.absolute);
      if (list) list.push(one);
      else judged.set(one.absolute, [one]);
    }
    return judged;
  }

  #judge(files: readonly string[], open?: string, text?: string): readonly Judged[] {
    const sources = new Sources(this.root, (file) => (file === open && text !== undefined ? text : readFileSync(file, 'utf8')));
    const taking = files.filter((file) => takesPart(sources.relative(file), this.#index.facts(file)));
    return analyse(new Program(this.#index, taking, this.#configuration), sources);
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
    this.#texts ??= this.#projectFiles().length > MAX_PROJECT_FILES ? [] : this.#projectFiles().flatMap((path) => {
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

  #projectFiles(): readonly string[] {
    return (this.#files ??= findSourceFiles(this.root, this.#configuration).files);
  }
}

/** A test that every text passes which imports the file: by its name, or by those of its folders where it is an index. */
function mentions(file: string): (text: string) => boolean {
  const stem = basename(file).replace(/\.[cm]?[jt]sx?$/, '');
  if (stem !== 'index') return (text) => text.includes(stem);
  const folders = dirname(file).split(sep).slice(-3);
  return (text) => text.includes(stem) || folders.some((folder) => text.includes(folder)) || /(?:^|['"])\.\.?\/?(?:$|['"])/.test(text);
}

const projects: Map<string, string | undefined> = new Map();

/** The folder of the project that a file belongs to: the repository, else the outermost package, else where the linter was started, else the file's own folder. */
export function projectRoot(file: string, startedIn?: string): string {
  const own = dirname(file);
  if (!projects.has(own)) projects.set(own, projectAround(own));
  return projects.get(own) ?? (startedIn !== undefined && own.startsWith(startedIn + sep) ? startedIn : own);
}

function projectAround(start: string): string | undefined {
  let outermost: string | undefined;
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (existsSync(join(folder, 'package.json'))) outermost = folder;
    if (folder === dirname(folder)) return outermost;
  }
}
