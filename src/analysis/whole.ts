import type { Configuration } from '../project/configuration.js';
import { FactsCache } from '../project/cache.js';
import type { SourceFiles } from '../project/files.js';
import { ProjectIndex } from '../project/index.js';
import { loadFacts, loadText } from '../project/load.js';
import { analyse, confinedRoots, type Judged } from './analyse.js';
import { isClientText, takesPart } from './confinement.js';
import { type FileMark, type Footprint, footprintOf } from './footprint.js';
import { Program } from './program.js';
import type { Remembered } from './remembered.js';
import type { InventoryItem, Skipped, UsersGraph } from './report.js';
import type { ScanOptions } from './scan.js';
import type { Sources } from './sources.js';
import { survey } from './survey.js';

/** What a scan of a whole project found, before it is narrowed to what was asked for. */
export type Whole = {
  readonly files: number;
  readonly lines: number;
  readonly skipped: readonly Skipped[];
  /** The worst first; `file` is where each is reported. */
  readonly reported: readonly { readonly file: string; readonly item: InventoryItem; readonly users?: UsersGraph }[];
};

/** What is scanned, and where it is remembered. */
export type Project = {
  readonly configuration: Configuration;
  readonly found: SourceFiles;
  readonly files: readonly string[];
  readonly sources: Sources;
  readonly folder: string | undefined;
  readonly stampAt: (file: string) => string;
  readonly trace?: Remembered<Footprint>;
};

export async function scanWhole(options: ScanOptions, { configuration, found, files: wantedFiles, sources, folder, stampAt, trace }: Project): Promise<Whole> {
  const { texts, all = false } = options;
  const cache = folder === undefined ? undefined : new FactsCache(folder);
  const skipped: Skipped[] = [...found.skipped];
  const marks: Omit<FileMark, 'imports'>[] = [];
  const index = new ProjectIndex();
  const files: string[] = [];
  let count = 0;
  let lines = 0;
  const isApart = all ? undefined : (file: string, text: string): boolean => isClientText(sources.relative(file), text);
  for (const [position, file] of wantedFiles.entries()) {
    if (position % 64 === 0) {
      options.signal?.throwIfAborted();
      options.onProgress?.(position, wantedFiles.length);
      // Lets a caller's abort and a terminal's progress bar through.
      await new Promise<void>((next) => { setImmediate(next); });
    }
    const stamp = trace ? stampAt(file) : '';
    const text = texts?.get(file);
    const given = options.facts?.get(file);
    const loaded = text !== undefined ? loadText(file, text, isApart)
      : given ? loadFacts(file, isApart, (hash) => (hash === given.hash ? given.facts : undefined))
      : cache?.fresh(file, all) ?? cache?.load(file, isApart) ?? loadFacts(file, isApart);
    if (loaded.kind === 'skipped') {
      skipped.push({ file: sources.relative(file), reason: loaded.reason });
      marks.push({ path: file, stamp, lines: undefined });
      index.set(file, undefined);
      continue;
    }
    const own = loaded.kind === 'apart' ? loaded.lines : loaded.facts.lines;
    marks.push({ path: file, stamp, lines: own });
    count += 1;
    lines += own;
    if (loaded.kind === 'apart') continue;
    index.set(file, loaded.facts);
    files.push(file);
  }
  options.onProgress?.(wantedFiles.length, wantedFiles.length);
  cache?.save();
  // Files that serve one user at a time take no part in who calls whom; their roots are listed as harmless.
  const taking = new Set(files.filter((file) => takesPart(sources.relative(file), index.facts(file))));
  const surveyed = survey(new Program(index, [...taking], configuration));
  const judged: Judged[] = [...analyse(surveyed.program, sources, surveyed, files)];
  if (all) judged.push(...confinedRoots(new Program(index, files.filter((file) => !taking.has(file)), configuration), sources));
  trace?.keep(footprintOf(surveyed, sources, marks, skipped.slice(found.skipped.length), stampAt));
  return {
    files: count, lines, skipped,
    reported: judged.filter(({ verdict }) => all || verdict.level !== 'none').map(({ absolute, item, users, verdict }) => ({
      file: sources.relative(absolute), item: item(), ...(options.users && verdict.level !== 'none' && { users: users() }),
    })),
  };
}
