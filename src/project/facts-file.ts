import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { FACTS_VERSION, type FileFacts } from '../facts/facts.js';
import { findSourceFiles } from './files.js';
import { loadFacts } from './load.js';
import { makeFolder } from './make-folder.js';
import { UserError } from './user-error.js';

/** Facts with the hash of the text that they were taken from: they hold for no other text. */
export type HashedFacts = { readonly hash: string; readonly facts: FileFacts };

/**
 * The facts of one package, as a task of a build system makes and caches them. It depends on the package's texts
 * alone: no time, no absolute path.
 */
type FactsFile = {
  readonly version: 1;
  readonly facts: typeof FACTS_VERSION;
  /** From the folder of this file to the package. */
  readonly base: string;
  readonly files: Readonly<Record<string, HashedFacts>>;
};

const slashed = (path: string): string => path.split(sep).join('/');

/** States the facts of every file under a root and writes them down; says how many files those were. */
export function writeFacts(root: string, out: string, options: { readonly include?: readonly string[]; readonly exclude?: readonly string[] }): number {
  const files = findSourceFiles(root, options).files.flatMap((file) => {
    const loaded = loadFacts(file, undefined, () => undefined);
    // What cannot be read or parsed is read again by whoever merges, and named in that report.
    return loaded.kind === 'facts' ? [[slashed(relative(root, file)), { hash: loaded.hash, facts: loaded.facts }] as const] : [];
  });
  const target = resolve(root, out);
  const content: FactsFile = { version: 1, facts: FACTS_VERSION, base: slashed(relative(dirname(target), root)), files: Object.fromEntries(files) };
  makeFolder(dirname(target));
  writeFileSync(`${target}.tmp`, JSON.stringify(content));
  renameSync(`${target}.tmp`, target);
  return files.length;
}

/**
 * Reads what {@link writeFacts} wrote, for any number of packages, by absolute path.
 * @throws {UserError} for a file that is missing, or that another version wrote
 */
export function readFacts(paths: readonly string[]): ReadonlyMap<string, HashedFacts> {
  const found: Map<string, HashedFacts> = new Map();
  for (const path of paths) {
    const { base, files } = readFile(path);
    for (const [name, facts] of Object.entries(files)) found.set(join(dirname(resolve(path)), base, name), facts);
  }
  return found;
}

function readFile(path: string): FactsFile {
  let content: Partial<FactsFile> | null;
  try {
    content = JSON.parse(readFileSync(path, 'utf8')) as Partial<FactsFile> | null;
  } catch (error) {
    throw new UserError(`Cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (content?.version === 1 && content.facts === FACTS_VERSION && content.base !== undefined && content.files !== undefined) return content as FactsFile;
  throw new UserError(`${path} was not written by this version: write it again with unsingleton scan --facts-out.`);
}
