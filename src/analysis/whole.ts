import { isOfLanguage } from '../facts/language.js';
import type { Configuration } from '../project/configuration.js';
import { FactsCache } from '../project/cache.js';
import { ProjectIndex } from '../project/index.js';
import { loadFacts, loadText } from '../project/load.js';
import { analyse, confinedRoots, type Judged } from './analyse.js';
import { isClientText, takesPart } from './confinement.js';
import type { Step } from './evidence.js';
import { type FileMark, type Footprint, footprintOf } from './footprint.js';
import { Program } from './program.js';
import type { Recollection, Seen } from './recollection.js';
import type { Remembered } from './remembered.js';
import type { InventoryItem, Skipped, UsersGraph } from './report.js';
import type { ScanOptions } from './scan.js';
import type { Sources } from './sources.js';
import { type Survey, survey } from './survey.js';

/** What a scan of a whole project found, before it is narrowed to what was asked for. */
export type Whole = {
  readonly files: number;
  readonly lines: number;
  /** Files that could not be read; what was left out before is not among them. */
  readonly skipped: readonly Skipped[];
  /** The worst first. */
  readonly reported: readonly Reported[];
};

/** Something long-lived, the offset of where it is reported, and the path that is shown. */
export type Reported = { readonly file: string; readonly at: number; readonly item: InventoryItem; readonly steps: readonly Step[]; readonly users?: UsersGraph };

/** What is scanned, and where it is remembered. */
export type Project = {
  readonly configuration: Configuration;
  readonly files: readonly string[];
  readonly sources: Sources;
  readonly folder: string | undefined;
  readonly stampAt: (file: string) => string;
  readonly memory?: Remembered<Recollection>;
  readonly trace?: Remembered<Footprint>;
};

export async function scanWhole(options: ScanOptions, { configuration, files: wantedFiles, sources, folder, stampAt, memory, trace }: Project): Promise<Whole> {
  const { texts, all = false } = options;
  const cache = folder === undefined ? undefined : new FactsCache(folder, true);
  const skipped: Skipped[] = [];
  const seen: Seen[] = [];
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
    const stamp = folder === undefined ? '' : stampAt(file);
    const text = texts?.get(file);
    if (text !== undefined) cache?.keep(file);
    const given = options.facts?.get(file);
    const loaded = text !== undefined ? loadText(file, text, isApart)
      : given ? loadFacts(file, isApart, (hash) => (hash === given.hash ? given.facts : undefined))
      : cache?.fresh(file, all) ?? cache?.load(file, isApart) ?? loadFacts(file, isApart);
    if (loaded.kind === 'skipped') {
      skipped.push({ file: sources.relative(file), reason: loaded.reason });
      marks.push({ path: file, stamp, lines: undefined });
      seen.push({ path: file, stamp });
      index.set(file, undefined);
      continue;
    }
    const own = loaded.kind === 'apart' ? loaded.lines : loaded.facts.lines;
    marks.push({ path: file, stamp, lines: own });
    seen.push({ path: file, stamp, hash: loaded.hash, ...(loaded.kind === 'apart' && { apart: own }) });
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
  const surveyed = survey(new Program(index, [...taking], configuration), sources);
  const judged: Judged[] = [...analyse(surveyed.program, sources, surveyed, files)];
  if (all) judged.push(...confinedRoots(new Program(index, files.filter((file) => !taking.has(file)), configuration), sources));
  trace?.keep(footprintOf(surveyed, sources, marks, skipped, stampAt));
  const whole: Whole = {
    files: count, lines, skipped,
    reported: judged.filter(({ verdict }) => all || verdict.level !== 'none').map(({ absolute, at, item, steps, users, verdict }) => ({
      file: absolute, at, item: item(), steps: steps(), ...(options.users && verdict.level !== 'none' && { users: users() }),
    })),
  };
  memory?.keep({ seen, followed: index.followed.map((file) => [file, stampAt(file)]), asked: [...index.asked], taken: takenNames(surveyed), whole });
  return whole;
}

/** Methods of the program's own, and globals that it changes, that are called like something of the language. */
function takenNames({ program, effects }: Survey): readonly string[] {
  const changed = [...effects.values()].flatMap((list) => list.flatMap(({ place: { base } }) => (base.kind === 'global' ? [base.name] : [])));
  return [...new Set([...program.methodNames, ...changed])].filter(isOfLanguage);
}
