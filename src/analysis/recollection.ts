import type { Sources } from './sources.js';
import type { Whole } from './whole.js';

/** A file as a scan saw it: no hash of what could not be read, and how many lines of what takes no part. */
export type Seen = { readonly path: string; readonly stamp: string; readonly hash?: string; readonly apart?: number };

/** What a scan found, and all that it rests on. */
export type Recollection = {
  readonly seen: readonly Seen[];
  /** Files beyond those, to which imports lead. */
  readonly followed: readonly (readonly [path: string, stamp: string])[];
  /** Every name that some module was asked for. */
  readonly asked: readonly string[];
  /** Names of the language that mean something of the program's own somewhere. */
  readonly taken: readonly string[];
  readonly whole: Whole;
};

/** Files as they are now; `texts` count instead of what is on disk. */
export type Present = {
  readonly files: readonly string[];
  readonly texts: ReadonlyMap<string, string> | undefined;
  readonly stampAt: (file: string) => string;
  readonly sources: Sources;
  readonly folder: string;
};

/**
 * What a scan found, if it would find the same now.
 * @param mayMove findings may stand elsewhere by now: no inventory, which lists what nobody refers to, no graph, which shows lines of many files
 */
export async function recalled(recollection: Recollection, present: Present, mayMove: boolean): Promise<Whole | undefined> {
  const touched = touchedSince(recollection, present);
  if (touched?.length === 0) return recollection.whole;
  return touched && mayMove ? (await import('./same-findings.js')).sameFindings(recollection, touched, present) : undefined;
}

/** Which files may say something else by now; nothing where others are there, or where one differs that is not looked at itself. */
function touchedSince({ seen, followed }: Recollection, { files, texts, stampAt }: Present): readonly Seen[] | undefined {
  const isTouched = (path: string, stamp: string): boolean => texts?.has(path) === true || stampAt(path) !== stamp;
  if (seen.length !== files.length || seen.some(({ path }, at) => path !== files[at]) || followed.some(([path, stamp]) => isTouched(path, stamp))) return undefined;
  return seen.filter(({ path, stamp }) => isTouched(path, stamp));
}
