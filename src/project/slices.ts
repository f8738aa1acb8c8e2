import { closeSync, fstatSync, openSync, readSync, renameSync, writeFileSync } from 'node:fs';

/** Where a part stands in the body of the file: its first byte, and how many there are. */
export type Slice = readonly [at: number, length: number];

/** A file of many parts: an index at its head, then the parts one after the other. */
export type Slices<Index> = {
  readonly index: Index;
  readonly read: (slice: Slice) => Buffer;
  /** All parts in one. */
  readonly body: () => Buffer;
  readonly close: () => void;
};

const LONGEST_NUMBER = 16;

/**
 * The file as it is now: whoever puts another in its place meanwhile disturbs nobody. Nothing when it is not there, or damaged.
 * @param isWhole most of the parts will be read, so all are at once
 */
export function openSlices<Index>(path: string, isWhole: boolean): Slices<Index> | undefined {
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
    const readBody = (): Buffer => bytes(file, start + length, fstatSync(file).size - start - length);
    const known = isWhole ? readBody() : undefined;
    return {
      index, close: () => { closeSync(file); }, body: () => known ?? readBody(),
      read: ([at, size]) => known?.subarray(at, at + size) ?? bytes(file, start + length + at, size),
    };
  } catch {
    closeSync(file);
    return undefined;
  }
}

/** Writes such a file in place of another, whole or not at all. */
export function writeSlices(path: string, index: unknown, parts: readonly Buffer[]): void {
  const head = JSON.stringify(index);
  const temporary = `${path}.${String(process.pid)}`;
  const file = openSync(temporary, 'w');
  try {
    for (const part of [Buffer.from(`${String(Buffer.byteLength(head))}\n${head}`), ...parts]) writeFileSync(file, part);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
}

function bytes(file: number, from: number, length: number): Buffer {
  const buffer = Buffer.allocUnsafe(length);
  return buffer.subarray(0, readSync(file, buffer, 0, length, from));
}
