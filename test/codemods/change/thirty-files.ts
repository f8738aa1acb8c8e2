/** A change of thirty files, and a disk that dies at a chosen write. */
import { chmodSync, writeFileSync } from 'node:fs';
import type { FileChange } from '../../../codemods/change/diff.js';
import { realDisk, type Disk } from '../../../codemods/change/disk.js';

export const THIRTY: readonly FileChange[] = Array.from({ length: 30 }, (_, index) => ({
  file: `src/area-${String(index % 4)}/agent-${String(index)}.ts`,
  before: index === 29 ? null : `${index % 3 === 0 ? '\uFEFF' : ''}getAgent(${String(index)});\r\n`,
  after: `${index % 3 === 0 ? '\uFEFF' : ''}createAgent(userContext, ${String(index)});\r\n`,
}));

/** Does not wait for the platter, which only a power cut could tell: some hundred runs then take seconds. */
export const quickDisk: Disk = {
  ...realDisk,
  write: (path, bytes, mode) => {
    writeFileSync(path, bytes);
    chmodSync(path, mode);
  },
  settle: () => {},
};

export type Moment = 'before' | 'midway' | 'after';

/** Calls `die` at the n-th touch of the disk; from then on nothing reaches it. */
export function dyingDisk(at: number, moment: Moment, die: () => never, inner: Disk = quickDisk): Disk & { readonly touches: () => number } {
  let touched = 0;
  let dead = false;
  const touch = (act: () => void, half: () => void = () => {}): void => {
    if (dead) die();
    touched += 1;
    if (touched !== at) {
      act();
      return;
    }
    dead = true;
    if (moment === 'midway') half();
    if (moment === 'after') act();
    die();
  };
  return {
    touches: () => touched,
    write: (path, bytes, mode) => { touch(() => { inner.write(path, bytes, mode); }, () => { inner.write(path, bytes.subarray(0, bytes.byteLength >> 1), mode); }); },
    rename: (from, to) => { touch(() => { inner.rename(from, to); }); },
    remove: (path) => { touch(() => { inner.remove(path); }); },
    makeDirectory: (path) => { touch(() => { inner.makeDirectory(path); }); },
    removeDirectory: (path) => { touch(() => { inner.removeDirectory(path); }); },
    settle: (directory) => { touch(() => { inner.settle(directory); }); },
  };
}
