import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Configuration } from '../project/configuration.js';
import { findSourceFiles } from '../project/files.js';
import type { ProjectIndex } from '../project/index.js';
import { analyse, type Judged } from './analyse.js';
import { Program } from './program.js';
import { Sources } from './sources.js';

/** After so many files, a linter is evidently on its way through the project, and one look at the whole is cheaper. */
const LOCAL_VIEWS = 6;
const MAX_NEIGHBOURS = 40;
const MAX_PROJECT_FILES = 3_000;

/** What the analysis says of single files of a project: from their neighbourhood, or from the whole once that pays. */
export class ProjectView {
  readonly root: string;
  readonly #index: ProjectIndex;
  readonly #configuration: Configuration;
  readonly #known: Map<string, { readonly generation: number; readonly judged: readonly Judged[] }> = new Map();
  #whole: { readonly generation: number; readonly judged: ReadonlyMap<string, readonly Judged[]> } | undefined;
  #files: readonly string[] | undefined;
  #texts: readonly { readonly file: string; readonly text: string }[] | undefined;
  #views = 0;

  constructor(root: string, index: ProjectIndex, configuration: Configuration) {
    this.root = root;
    this.#index = index;
    this.#configuration = configuration;
  }

  /** The long-lived roots of one file. `text` is what the editor holds. */
  judged(file: string, text?: string): readonly Judged[] {
    const { generation } = this.#index;
    if (this.#whole?.generation === generation) return this.#whole.judged.get(file) ?? [];
    const known = this.#known.get(file);
    if (known?.generation === generation) return known.judged;
    this.#views += 1;
    if (this.#views > LOCAL_VIEWS && this.#projectFiles().length <= MAX_PROJECT_FILES) return this.#judgeWhole().get(file) ?? [];
    const judged = this.#judge(this.#neighbours(file), file, text).filter(({ absolute }) => absolute === file);
    this.#known.set(file, { generation: this.#index.generation, judged });
    return judged;
  }

  #judgeWhole(): ReadonlyMap<string, readonly Judged[]> {
    const judged: Map<string, Judged[]> = new Map();
    for (const one of this.#judge(this.#projectFiles().filter((file) => this.#index.facts(file)))) {
      const list = judged.get(one.absolute);
      if (list) list.push(one);
      else judged.set(one.absolute, [one]);
    }
    this.#whole = { generation: this.#index.generation, judged };
    return judged;
  }

  #judge(files: readonly string[], open?: string, text?: string): readonly Judged[] {
    const sources = new Sources(this.root, (file) => (file === open && text !== undefined ? text : readFileSync(file, 'utf8')));
    return analyse(new Program(this.#index, files, this.#configuration), sources);
  }

  /** The file, who imports it (through barrels too), and what those import. */
  #neighbours(file: string): readonly string[] {
    const found = new Set([file]);
    const importers: Set<string> = new Set();
    for (const from of [file, ...this.#importersOf(file)]) {
      if (importers.size >= MAX_NEIGHBOURS) break;
      importers.add(from);
      if (from !== file) for (const next of this.#importersOf(from)) if (importers.size < MAX_NEIGHBOURS) importers.add(next);
    }
    for (const from of importers) found.add(from);
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
    const stem = basename(file).replace(/\.[cm]?[jt]sx?$/, '');
    const wanted = stem === 'index' ? basename(dirname(file)) : stem;
    this.#texts ??= this.#projectFiles().length > MAX_PROJECT_FILES ? [] : this.#projectFiles().flatMap((path) => {
      try {
        return [{ file: path, text: readFileSync(path, 'utf8') }];
      } catch {
        // Gone since the folder was read.
        return [];
      }
    });
    return this.#texts.filter(({ file: from, text }) => from !== file && text.includes(wanted))
      .map(({ file: from }) => from)
      .filter((from) => this.#index.facts(from)?.requests.some((request) => request.includes(wanted) && this.#index.resolve(from, request) === file));
  }

  #projectFiles(): readonly string[] {
    return (this.#files ??= findSourceFiles(this.root, this.#configuration).files);
  }
}

const roots: Map<string, string> = new Map();

/** The folder of the project that a file belongs to: the repository, else the outermost package, else the file's own folder. */
export function projectRoot(file: string): string {
  const start = dirname(file);
  const known = roots.get(start);
  if (known !== undefined) return known;
  let outermost: string | undefined;
  let found: string | undefined;
  for (let folder = start; found === undefined && folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) found = folder;
    else if (existsSync(join(folder, 'package.json'))) outermost = folder;
  }
  const root = found ?? outermost ?? start;
  roots.set(start, root);
  return root;
}
