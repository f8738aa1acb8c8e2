/** Reading a file that is about to be edited, or saying why it is left alone. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const BYTE_ORDER_MARK = '\uFEFF';
const MAX_BYTES = 1024 * 1024;
/** A line that no person wrote. */
const LONG_LINE = 1000;
/** Below this a single long line says nothing about the file. */
const MIN_MINIFIED = 5000;

export type Source = {
  /** Without the byte order mark: every offset of an edit refers to this. */
  readonly text: string;
  readonly bom: boolean;
  /** SHA-256 of the file's bytes, in hexadecimal. */
  readonly hash: string;
};

export function hashOf(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The file's whole text again, byte order mark included. */
export function withMark(source: Pick<Source, 'bom'>, text: string): string {
  return source.bom ? BYTE_ORDER_MARK + text : text;
}

/** The text that the bytes stand for, or one clause saying why the file is not edited ("it is over 1 MB"). */
export function decodeSource(bytes: Uint8Array): Source | { readonly unsupported: string } {
  if (bytes.byteLength > MAX_BYTES) return { unsupported: 'it is over 1 MB' };
  let decoded: string;
  try {
    decoded = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { unsupported: 'it is not UTF-8' };
  }
  if (decoded.includes('\0')) return { unsupported: 'it is not text' };
  if (isMinified(decoded)) return { unsupported: 'it is minified' };
  const bom = decoded.startsWith(BYTE_ORDER_MARK);
  return { text: bom ? decoded.slice(1) : decoded, bom, hash: hashOf(bytes) };
}

export function readSource(path: string): Source | { readonly unsupported: string } {
  return decodeSource(readFileSync(path));
}

/** More than half of the text stands in lines too long to have been written by hand. */
function isMinified(text: string): boolean {
  if (text.length < MIN_MINIFIED) return false;
  let inLongLines = 0;
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    if (end - start > LONG_LINE) inLongLines += end - start;
    start = end + 1;
  }
  return inLongLines * 2 > text.length;
}
