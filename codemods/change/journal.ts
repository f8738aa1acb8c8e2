/**
 * What a run is about to do to the tree, on the disk before the first file is touched: with it a run that was killed
 * can be finished or taken back.
 *
 * `.unsingleton/journal.json` holds every file's text before and after and never changes during a run;
 * `.unsingleton/state.json` is replaced at each turn and says how far the run came. While there is no state, the tree
 * is as the user left it.
 */
import { join } from 'node:path';
import { UserError } from '../../src/project/user-error.js';
import type { FileChange } from './diff.js';
import type { Disk } from './disk.js';
import { readIfPresent, replaceFile } from './disk.js';

/** What is written, and committed, together. */
export type Step = {
  readonly title: string;
  readonly changes: readonly FileChange[];
  /** The message of the git commit that follows, or null. */
  readonly commit: string | null;
};

export type Journal = {
  readonly version: 1;
  readonly steps: readonly Step[];
  /** Directories that the run creates, outermost first. */
  readonly newDirectories: readonly string[];
};

export type Phase =
  /** Files are being written; finishing and taking back are both right. */
  | 'applying'
  /** Written only to run the user's command on it; it is always taken back. */
  | 'trying'
  | 'applied'
  | 'undoing';

export type State = { readonly phase: Phase; /** How many steps are finished. */ readonly finished: number };

const DIRECTORY = '.unsingleton';

function pathOf(root: string, name: string): string {
  return join(root, DIRECTORY, name);
}

export function openJournal(disk: Disk, root: string, journal: Journal, phase: Phase): void {
  disk.makeDirectory(join(root, DIRECTORY));
  // The directory ignores itself, so that a journal is never committed and never makes a tree look dirty.
  if (readIfPresent(pathOf(root, '.gitignore')) === null) replaceFile(disk, pathOf(root, '.gitignore'), Buffer.from('*\n'));
  disk.remove(pathOf(root, 'state.json'));
  replaceFile(disk, pathOf(root, 'journal.json'), Buffer.from(JSON.stringify(journal)));
  disk.settle(join(root, DIRECTORY));
  writeState(disk, root, { phase, finished: 0 });
}

export function writeState(disk: Disk, root: string, state: State): void {
  replaceFile(disk, pathOf(root, 'state.json'), Buffer.from(JSON.stringify(state)));
  disk.settle(join(root, DIRECTORY));
}

export function readJournal(root: string): { readonly journal: Journal; readonly state: State } | undefined {
  const state = readIfPresent(pathOf(root, 'state.json'));
  const journal = readIfPresent(pathOf(root, 'journal.json'));
  if (!state || !journal) return undefined;
  try {
    return { journal: JSON.parse(journal.toString()) as Journal, state: JSON.parse(state.toString()) as State };
  } catch (cause) {
    throw new UserError(`The journal in ${join(root, DIRECTORY)} cannot be read; compare the tree with your version control and remove that directory.`, { cause });
  }
}

export function dropJournal(disk: Disk, root: string): void {
  disk.remove(pathOf(root, 'state.json'));
  disk.remove(pathOf(root, 'journal.json'));
}
