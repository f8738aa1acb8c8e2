import { resolve } from 'node:path';
import type { FileFacts } from '../facts/facts.js';
import { FactsCache } from '../project/cache.js';
import type { Configuration } from '../project/configuration.js';
import type { SourceFiles } from '../project/files.js';
import { factsOnDisk, ProjectIndex } from '../project/index.js';
import { loadFacts, loadText, type Loaded } from '../project/load.js';
import { isClear } from './clearance.js';
import { isClientText, takesPart } from './confinement.js';
import { type Footprint, stemOf } from './footprint.js';
import { Program } from './program.js';
import type { Skipped } from './report.js';
import type { Sources } from './sources.js';

/** From this share of the program on, a look at the neighbourhood takes as long as one at everything. */
const LARGEST_SHARE = 0.5;
const SMALL = 40;

export type Question = {
  readonly root: string;
  readonly configuration: Configuration;
  readonly sources: Sources;
  /** The files of the scan, and those in question, relative to the root. */
  readonly files: readonly string[];
  readonly touching: ReadonlySet<string>;
  readonly found: SourceFiles;
  readonly texts: ReadonlyMap<string, string> | undefined;
  readonly folder: string;
  readonly stampAt: (file: string) => string;
};

export type Clearance = { readonly files: number; readonly lines: number; readonly skipped: readonly Skipped[] };

/** What a scan of everything would count, where a look at the neighbourhood shows that the files in question have no finding; else nothing. */
export function lookQuickly(question: Question, footprint: Footprint): Clearance | undefined {
  const changed = changedSince(question, footprint);
  if (!changed) return undefined;
  const asked = [...question.touching].map((name) => resolve(question.root, name)).filter((file) => question.files.includes(file));
  const cache = new FactsCache(question.folder);
  try {
    const load = loaderOf(question, cache);
    const index = new ProjectIndex({ read: (file) => factsOf(question, load, file) });
    const isTaking = (file: string): boolean => takesPart(question.sources.relative(file), index.facts(file)) && index.facts(file) !== undefined;
    const known = new Set(footprint.files.filter(({ imports }) => imports).map(({ path }) => path));
    // Whoever tells a container of what stands in a changed file imports it, and is looked at again.
    const registered = new Map(footprint.registered.filter(([, { file }]) => !changed.includes(file)));
    const isClearAmong = (files: Iterable<string>, isWithoutImporters: boolean): boolean => {
      const near = new Set([...files].filter(isTaking));
      return isClear({
        asked: new Set(asked.filter((file) => near.has(file))), near, isWithoutImporters, footprint, sources: question.sources,
        programOf: (members) => new Program(index, members, question.configuration, { isKnown: (file) => known.has(file) && !changed.includes(file), registered }),
      });
    };
    const alone = new Set([...asked, ...changed]);
    const isCleared = isClearAmong(alone, true) || isSmall(question, importersOf(footprint, alone), (near) => isClearAmong(near, false));
    return isCleared ? countsOf(question, footprint, changed, load) : undefined;
  } finally {
    cache.close();
  }
}

/** Looks at a neighbourhood, unless it is so large that the whole is looked at as fast. */
function isSmall({ files }: Question, near: ReadonlySet<string>, look: (near: ReadonlySet<string>) => boolean): boolean {
  return near.size <= Math.max(SMALL, files.length * LARGEST_SHARE) && look(near);
}

/** Files whose text, or whose imports, may say something else than when the footprint was taken; nothing where that cannot be told. */
function changedSince({ files, texts, sources, stampAt }: Question, footprint: Footprint): readonly string[] | undefined {
  if (footprint.outside.some(([path, stamp]) => stampAt(path) !== stamp)) return undefined;
  const marks = new Map(footprint.files.map((mark) => [mark.path, mark]));
  const present = new Set(files);
  const changed = files.filter((file) => texts?.has(file) === true || marks.get(file)?.stamp !== stampAt(file));
  const added = changed.filter((file) => !marks.has(file));
  // An import that led nowhere, or elsewhere, may lead to a new file.
  const places = new Set(added.length > 0 ? footprint.files.map(({ path }) => placeOf(path)) : []);
  if (added.some((file) => footprint.unresolved.includes(stemOf(sources.relative(file))) || places.has(placeOf(file)))) return undefined;
  const gone = new Set(footprint.files.flatMap(({ path }, at) => (present.has(path) ? [] : [at])));
  const bereft = gone.size === 0 ? [] : footprint.files.filter(({ path, imports }) => present.has(path) && imports?.some((at) => gone.has(at)));
  return [...changed, ...bereft.map(({ path }) => path)];
}

/** What an import calls a file: without its ending, and a folder's index by the folder. */
function placeOf(path: string): string {
  return path.replace(/\.[cm]?[jt]sx?$/, '').replace(/\/index$/, '');
}

/** Some files and, step by step, whoever imports them. */
function importersOf({ files }: Footprint, start: ReadonlySet<string>): ReadonlySet<string> {
  const importers: Map<number, string[]> = new Map();
  for (const { path, imports } of files) {
    for (const at of imports ?? []) {
      const known = importers.get(at);
      if (known) known.push(path);
      else importers.set(at, [path]);
    }
  }
  const position = new Map(files.map(({ path }, at) => [path, at]));
  const near = new Set(start);
  // The set grows while it is walked.
  for (const file of near) for (const next of importers.get(position.get(file) ?? -1) ?? []) near.add(next);
  return near;
}

/** Reads files of the scan as it would. */
function loaderOf({ files, texts, sources }: Question, cache: FactsCache): (file: string) => Loaded | undefined {
  const present = new Set(files);
  const known: Map<string, Loaded> = new Map();
  const isApart = (file: string, text: string): boolean => isClientText(sources.relative(file), text);
  return (file) => {
    if (!present.has(file)) return undefined;
    const text = texts?.get(file);
    const loaded = known.get(file) ?? (text !== undefined ? loadText(file, text, isApart) : cache.fresh(file, false) ?? loadFacts(file, isApart));
    known.set(file, loaded);
    return loaded;
  };
}

function factsOf({ texts }: Question, load: (file: string) => Loaded | undefined, file: string): FileFacts | undefined {
  const loaded = load(file);
  if (loaded?.kind === 'facts') return loaded.facts;
  return loaded?.kind === 'skipped' || texts?.has(file) === true ? undefined : factsOnDisk(file);
}

function countsOf({ files, found, sources }: Question, footprint: Footprint, changed: readonly string[], load: (file: string) => Loaded | undefined): Clearance {
  const marks = new Map(footprint.files.map((mark) => [mark.path, mark]));
  const anew = new Set(changed);
  const names = new Set(changed.map((file) => sources.relative(file)));
  const skipped = [...found.skipped, ...footprint.skipped.filter(({ file }) => !names.has(file))];
  let lines = 0;
  let count = 0;
  for (const file of files) {
    const loaded = anew.has(file) ? load(file) : undefined;
    if (loaded?.kind === 'skipped') skipped.push({ file: sources.relative(file), reason: loaded.reason });
    const own = loaded ? (loaded.kind === 'skipped' ? undefined : loaded.kind === 'apart' ? loaded.lines : loaded.facts.lines) : marks.get(file)?.lines;
    if (own === undefined) continue;
    count += 1;
    lines += own;
  }
  return { files: count, lines, skipped };
}
