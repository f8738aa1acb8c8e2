/** Writing a change to the tree so that, whenever the process dies, it can be finished or taken back. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../../src/project/user-error.js';
import type { FileChange } from './diff.js';
import type { Disk } from './disk.js';
import { readIfPresent, realDisk, replaceFile, resolveTarget, temporaryPath } from './disk.js';
import { commitFiles } from './git.js';
import type { Journal, Step } from './journal.js';
import { dropJournal, openJournal, readJournal, writeState } from './journal.js';

export type ApplyOptions = { readonly disk?: Disk };

/**
 * Writes every step in order, committing those that ask for it. Nothing is written when any file is not as expected.
 * @throws UserError when a file was changed meanwhile, an earlier run was interrupted, or git refuses a commit (the
 * step that was not committed is taken back; those before it stand).
 */
export function applySteps(root: string, steps: readonly Step[], { disk = realDisk }: ApplyOptions = {}): void {
  requireNoInterruptedRun(root);
  const journal = prepare(root, steps);
  openJournal(disk, root, journal, 'applying');
  runSteps(disk, root, journal, 0);
}

/** Writes the changes, lets `run` look at the tree, and takes them back whatever happens. */
export async function tryChanges<T>(root: string, changes: readonly FileChange[], run: () => Promise<T>, { disk = realDisk }: ApplyOptions = {}): Promise<T> {
  requireNoInterruptedRun(root);
  const journal = prepare(root, [{ title: 'trial', changes, commit: null }]);
  openJournal(disk, root, journal, 'trying');
  try {
    writeChanges(disk, root, journal, changes);
    return await run();
  } finally {
    takeBack(disk, root, journal);
  }
}

/** Takes the last run back: every file it wrote gets its old bytes again. Commits that it made stay in the history. */
export function undo(root: string, { disk = realDisk }: ApplyOptions = {}): { readonly files: readonly string[] } {
  const found = readJournal(root);
  if (!found) throw new UserError(`There is nothing to undo in ${root}: no run has written here since the last undo.`);
  return { files: takeBack(disk, root, found.journal) };
}

/** Finishes a run that was interrupted. One that was only trying its changes out, or being undone, is taken back. */
export function resume(root: string, { disk = realDisk }: ApplyOptions = {}): { readonly outcome: 'finished' | 'restored'; readonly files: readonly string[] } {
  const found = readJournal(root);
  if (!found || found.state.phase === 'applied') throw new UserError(`There is nothing to resume in ${root}: no run was interrupted here.`);
  const { journal, state } = found;
  if (state.phase !== 'applying') return { outcome: 'restored', files: takeBack(disk, root, journal) };
  requireKnownTexts(root, journal);
  removeTemporaries(disk, root, journal);
  runSteps(disk, root, journal, state.finished);
  return { outcome: 'finished', files: [...touchedFiles(journal).keys()] };
}

/** Planning on a half-written tree would be planning on nonsense. */
export function requireNoInterruptedRun(root: string): void {
  const found = readJournal(root);
  if (found && found.state.phase !== 'applied') {
    throw new UserError(`An earlier run in ${root} was interrupted: finish it with "unsingleton migrate --resume" or take it back with "unsingleton migrate --undo".`);
  }
}

function prepare(root: string, steps: readonly Step[]): Journal {
  const seen: Map<string, string> = new Map();
  for (const file of new Set(steps.flatMap((step) => step.changes.map((change) => change.file)))) {
    const target = resolveTarget(join(root, file));
    const twin = seen.get(target);
    if (twin !== undefined) throw new UserError(`${file} and ${twin} are the same file under two names: exclude one of them.`);
    seen.set(target, file);
  }
  for (const [file, texts] of touchedTexts(steps)) {
    if (currentText(root, file) !== texts[0]) throw new UserError(`${file} was changed while the migration was being planned; nothing was written. Run it again.`);
  }
  return { version: 1, steps, newDirectories: missingDirectories(root, steps) };
}

function runSteps(disk: Disk, root: string, journal: Journal, from: number): void {
  for (const [index, step] of journal.steps.entries()) {
    if (index < from) continue;
    writeChanges(disk, root, journal, step.changes);
    if (step.commit !== null) {
      try {
        commitFiles(root, step.changes.map((change) => change.file), step.commit);
      } catch (cause) {
        writeChanges(disk, root, journal, step.changes.map(({ file, before, after }) => ({ file, before: after, after: before })));
        writeState(disk, root, { phase: 'applied', finished: index });
        throw cause;
      }
    }
    writeState(disk, root, { phase: index + 1 < journal.steps.length ? 'applying' : 'applied', finished: index + 1 });
  }
  if (journal.steps.length === 0) writeState(disk, root, { phase: 'applied', finished: 0 });
}

function writeChanges(disk: Disk, root: string, journal: Journal, changes: readonly FileChange[]): void {
  for (const directory of journal.newDirectories) disk.makeDirectory(join(root, directory));
  const directories: Set<string> = new Set();
  for (const { file, after } of changes) {
    const path = join(root, file);
    if (currentText(root, file) === after) continue;
    if (after === null) disk.remove(path);
    else replaceFile(disk, path, Buffer.from(after));
    directories.add(dirname(resolveTarget(path)));
  }
  for (const directory of directories) disk.settle(directory);
}

function takeBack(disk: Disk, root: string, journal: Journal): readonly string[] {
  requireKnownTexts(root, journal);
  writeState(disk, root, { phase: 'undoing', finished: 0 });
  removeTemporaries(disk, root, journal);
  const files = touchedFiles(journal);
  writeChanges(disk, root, { ...journal, newDirectories: [] }, [...files].map(([file, before]) => ({ file, before: null, after: before })));
  for (const directory of [...journal.newDirectories].reverse()) disk.removeDirectory(join(root, directory));
  dropJournal(disk, root);
  return [...files.keys()];
}

/** Every file with its text before the run. */
function touchedFiles({ steps }: Pick<Journal, 'steps'>): ReadonlyMap<string, string | null> {
  return new Map([...touchedTexts(steps)].map(([file, texts]) => [file, texts[0] ?? null]));
}

/** Every text that a file has in the course of the run, the first one first. */
function touchedTexts(steps: readonly Step[]): ReadonlyMap<string, readonly (string | null)[]> {
  const texts: Map<string, (string | null)[]> = new Map();
  for (const { file, before, after } of steps.flatMap((step) => step.changes)) {
    const known = texts.get(file);
    if (known) known.push(after);
    else texts.set(file, [before, after]);
  }
  return texts;
}

function requireKnownTexts(root: string, { steps }: Journal): void {
  const changed = [...touchedTexts(steps)].filter(([file, texts]) => !texts.includes(currentText(root, file))).map(([file]) => file);
  if (changed.length > 0) {
    throw new UserError(`${changed.join(', ')} ${changed.length === 1 ? 'was' : 'were'} changed after the run; nothing was touched. Put that aside first, then try again.`);
  }
}

function removeTemporaries(disk: Disk, root: string, { steps }: Journal): void {
  for (const file of touchedTexts(steps).keys()) {
    const temporary = temporaryPath(resolveTarget(join(root, file)));
    if (existsSync(temporary)) disk.remove(temporary);
  }
}

function missingDirectories(root: string, steps: readonly Step[]): readonly string[] {
  const missing: Set<string> = new Set();
  for (const { file } of steps.flatMap((step) => step.changes)) {
    for (let directory = dirname(file); directory !== '.' && !existsSync(join(root, directory)); directory = dirname(directory)) missing.add(directory);
  }
  return [...missing].sort((a, b) => a.length - b.length);
}

function currentText(root: string, file: string): string | null {
  return readIfPresent(join(root, file))?.toString() ?? null;
}
