/**
 * The few ways in which a change touches the disk. Everything that is written goes through here, so that a test can
 * stop the process before, in the middle of, or after any single write.
 */
import { closeSync, existsSync, fchmodSync, fsyncSync, mkdirSync, openSync, readFileSync, realpathSync, renameSync, rmSync, rmdirSync, statSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

export type Disk = {
  /** Creates or empties the file, writes all bytes and waits until they are on the disk. */
  readonly write: (path: string, bytes: Uint8Array, mode: number) => void;
  readonly rename: (from: string, to: string) => void;
  readonly remove: (path: string) => void;
  readonly makeDirectory: (path: string) => void;
  /** Removes a directory if it is empty. */
  readonly removeDirectory: (path: string) => void;
  /** Waits until renames in the directory are on the disk. */
  readonly settle: (directory: string) => void;
};

export const realDisk: Disk = {
  write(path, bytes, mode) {
    const handle = openSync(path, 'w', mode);
    try {
      for (let written = 0; written < bytes.byteLength;) written += writeSync(handle, bytes, written);
      // The umask may have taken bits away that the original has.
      fchmodSync(handle, mode);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  },
  rename: renameSync,
  remove: (path) => { rmSync(path, { force: true }); },
  makeDirectory: (path) => { mkdirSync(path, { recursive: true }); },
  removeDirectory(path) {
    try {
      rmdirSync(path);
    } catch {
      // Something else lives there by now: it stays.
    }
  },
  settle(directory) {
    // Windows cannot open a directory; there the rename is as durable as it gets.
    if (process.platform === 'win32') return;
    const handle = openSync(directory, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  },
};

const NEW_FILE_MODE = 0o644;

/** Has the same name every time, so that what an interrupted run left behind is found again. */
export function temporaryPath(path: string): string {
  return join(dirname(path), `.${basename(path)}.unsingleton-tmp`);
}

/** Follows links: the file itself is replaced, never the link to it. */
export function resolveTarget(path: string): string {
  return existsSync(path) ? realpathSync(path) : path;
}

/**
 * At every moment the path holds either all of the old bytes or all of the new ones. The mode is kept.
 * The caller settles the directory when it has replaced all its files.
 */
export function replaceFile(disk: Disk, path: string, bytes: Uint8Array): void {
  const target = resolveTarget(path);
  const mode = existsSync(target) ? statSync(target).mode & 0o7777 : NEW_FILE_MODE;
  const temporary = temporaryPath(target);
  try {
    disk.write(temporary, bytes, mode);
    disk.rename(temporary, target);
  } catch (error) {
    // A full disk has taken a part of it, which is of no use to anyone.
    disk.remove(temporary);
    throw error;
  }
}

export function readIfPresent(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
