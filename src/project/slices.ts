import { closeSync, openSync, readSync } from 'node:fs';

/** Where a part stands in the body of the file: its first byte, and how many there are. */
export type Slice = readonly [at: number, length: number];

/** A file of many parts of which a reader wants few: an index at its head, then the parts one after the other. */
export type Slices<Index> = { readonly index: Index; readonly read: (slice: Slice) => Buffer; readonly close: () => void };

const LONGEST_NUMBER = 16;

/** The file as it is now: whoever puts another in its place meanwhile disturbs nobody. Nothing when it is not there, or damaged. */
export function openSlices<Index>(path: string): Slices<Index> | undefined {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return undefined;
  }
  try {
    const head = bytes(file, 0, LONGEST_NUMBER).toString('latin1');
    const start = head.indexOf('\n') + 1;
    const length = Number(head.slice(0, start));
    const index = JSON.parse(bytes(file, start, length).toString('utf8')) as Index;
    return { index, read: ([at, size]) => bytes(file, start + length + at, size), close: () => { closeSync(file); } };
  } catch {
    closeSync(file);
    return undefined;
  }
}

function bytes(file: number, from: number, length: number): Buffer {
  const buffer = Buffer.allocUnsafe(length);
  return buffer.subarray(0, readSync(file, buffer, 0, length, from));
}
