import { readFileSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Configuration, resolveConfiguration } from '../project/configuration.js';
import { cacheFolder, FactsCache } from '../project/cache.js';
import type { HashedFacts } from '../project/facts-file.js';
import { findSourceFiles, type SourceFiles } from '../project/files.js';
import { ProjectIndex } from '../project/index.js';
import { loadFacts, loadText } from '../project/load.js';
import { analyse, confinedRoots, type Judged } from './analyse.js';
import { isClientText, isTestFile, takesPart } from './confinement.js';
import { Program } from './program.js';
import { Remembered } from './remembered.js';
import type { Finding, InventoryItem, ScanReport, Skipped, UsersGraph } from './report.js';
import { Sources } from './sources.js';

export type ScanOptions = {
  readonly root: string;
  /** Report only on these files and directories; the whole root is analysed all the same. */
  readonly paths?: readonly string[];
  readonly configuration?: Configuration;
  /** With the inventory of every long-lived root. */
  readonly all?: boolean;
  /** With the graph of who reaches each finding's singleton. */
  readonly users?: boolean;
  /** Kept for callers that choose; one process was never slower in measurements up to the largest corpus. */
  readonly jobs?: number;
  /** Where facts are kept between scans; `false` keeps none. */
  readonly cache?: string | false;
  /** Facts that somebody else stated already, by absolute path: taken where the text is still the same. */
  readonly facts?: ReadonlyMap<string, HashedFacts>;
  /** Texts that count instead of what is on disk, by absolute path: what is staged, for one. */
  readonly texts?: ReadonlyMap<string, string>;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
};

/** What a scan of a whole project found, before it is narrowed to what was asked for. */
type Whole = {
  readonly files: number;
  readonly lines: number;
  readonly skipped: readonly Skipped[];
  /** The worst first; `file` is where each is reported. */
  readonly reported: readonly { readonly file: string; readonly item: InventoryItem; readonly users?: UsersGraph }[];
};

/** Finds every long-lived root of a project and judges it. */
export async function scanProject(options: ScanOptions): Promise<ScanReport> {
  const started = performance.now();
  const root = realpathSync(resolve(options.root));
  const configuration = options.configuration ?? resolveConfiguration();
  const found = findSourceFiles(root, configuration);
  const { texts, all = false, users = false } = options;
  const sources = new Sources(root, (file) => texts?.get(file) ?? readFileSync(file, 'utf8'));
  const folder = options.cache === false ? undefined : cacheFolder(root, options.cache);
  options.signal?.throwIfAborted();
  const memory = folder === undefined || texts || options.facts ? undefined : new Remembered<Whole>(folder, 'scan.json', [root, configuration, all, users], [...found.files, ...found.settings]);
  const known = memory?.recall();
  const whole = known ?? await scanWhole(options, configuration, found, sources, folder);
  if (!known) memory?.keep(whole);
  const isWanted = wanted(root, options.paths, sources);
  const reported = whole.reported.filter(({ file }) => isWanted(file));
  return {
    version: 1, root, files: whole.files, lines: whole.lines, elapsedMs: Math.round(performance.now() - started),
    findings: reported.filter(({ item }) => item.level !== 'none').map(({ item, users: graph }) => ({ ...withoutWhy(item), ...(graph && { users: graph }) })),
    ...(all ? { inventory: reported.map(({ item }) => item) } : {}),
    skipped: [...whole.skipped],
  };
}

async function scanWhole(options: ScanOptions, configuration: Configuration, found: SourceFiles, sources: Sources, folder: string | undefined): Promise<Whole> {
  const { texts, all = false } = options;
  const cache = folder === undefined ? undefined : new FactsCache(folder);
  const skipped: Skipped[] = [...found.skipped];
  const index = new ProjectIndex();
  const files: string[] = [];
  let count = 0;
  let lines = 0;
  // Tests prove nothing about who runs what in production; they are read only for the inventory.
  const wantedFiles = all ? found.files : found.files.filter((file) => !isTestFile(sources.relative(file)));
  const isApart = all ? undefined : (file: string, text: string): boolean => isClientText(sources.relative(file), text);
  for (const [position, file] of wantedFiles.entries()) {
    if (position % 64 === 0) {
      options.signal?.throwIfAborted();
      options.onProgress?.(position, wantedFiles.length);
      // Lets a caller's abort and a terminal's progress bar through.
      await new Promise<void>((next) => { setImmediate(next); });
    }
    const text = texts?.get(file);
    const given = options.facts?.get(file);
    const loaded = text !== undefined ? loadText(file, text, isApart)
      : given ? loadFacts(file, isApart, (hash) => (hash === given.hash ? given.facts : undefined))
      : cache?.fresh(file, all) ?? cache?.load(file, isApart) ?? loadFacts(file, isApart);
    if (loaded.kind === 'skipped') {
      skipped.push({ file: sources.relative(file), reason: loaded.reason });
      index.set(file, undefined);
      continue;
    }
    count += 1;
    lines += loaded.kind === 'apart' ? loaded.lines : loaded.facts.lines;
    if (loaded.kind === 'apart') continue;
    index.set(file, loaded.facts);
    files.push(file);
  }
  options.onProgress?.(wantedFiles.length, wantedFiles.length);
  cache?.save();
  const judged = analyseProject(index, files, configuration, sources, all);
  return {
    files: count, lines, skipped,
    reported: judged.filter(({ verdict }) => all || verdict.level !== 'none').map(({ absolute, item, users, verdict }) => ({
      file: sources.relative(absolute), item: item(), ...(options.users && verdict.level !== 'none' && { users: users() }),
    })),
  };
}

/** Files that serve one user at a time take no part in who calls whom; their roots are listed as harmless. */
function analyseProject(index: ProjectIndex, files: readonly string[], configuration: Configuration, sources: Sources, all: boolean): readonly Judged[] {
  const taking = new Set(files.filter((file) => takesPart(sources.relative(file), index.facts(file))));
  const judged = analyse(new Program(index, [...taking], configuration), sources);
  return all ? [...judged, ...confinedRoots(new Program(index, files.filter((file) => !taking.has(file)), configuration), sources)] : judged;
}

function wanted(root: string, paths: readonly string[] | undefined, sources: Sources): (file: string) => boolean {
  if (!paths || paths.length === 0) return () => true;
  const prefixes = paths.map((path) => sources.relative(resolve(root, path)));
  return (file) => prefixes.some((prefix) => prefix === '' || file === prefix || file.startsWith(`${prefix}/`));
}

function withoutWhy({ why: _, ...finding }: Finding & { readonly why: string }): Finding {
  return finding;
}
