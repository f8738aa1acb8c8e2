import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { FileFacts } from '../facts/facts.js';
import { MAX_BYTES } from './index.js';
import { countLines, parseFacts } from './parse.js';

export type Loaded =
  | { readonly kind: 'facts'; readonly facts: FileFacts; readonly hash: string }
  /** The caller needs no facts of such a text. */
  | { readonly kind: 'apart'; readonly lines: number; readonly hash: string }
  | { readonly kind: 'skipped'; readonly reason: string };

/** Whether a text takes no part in the analysis, so that it need not be parsed. */
export type IsApart = (file: string, text: string) => boolean;

/** Reads one file and states its facts, or says in one sentence why it is left out. */
export function loadFacts(file: string, isApart?: IsApart, known?: (hash: string) => FileFacts | undefined): Loaded {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    return { kind: 'skipped', reason: `it cannot be read (${error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'})` };
  }
  if (bytes.length > MAX_BYTES) return { kind: 'skipped', reason: `a bundle of ${(bytes.length / 1_000_000).toFixed(1)} MB, not a source file` };
  if (!isUtf8(bytes)) return { kind: 'skipped', reason: 'it is not UTF-8' };
  // Only a cache asks for the hash.
  const hash = known ? hashOf(bytes) : '';
  const cached = known?.(hash);
  if (cached) return { kind: 'facts', facts: cached, hash };
  return loadText(file, bytes.toString('utf8'), isApart, hash);
}

/** The facts of a text that is not (or not so) on disk: what is staged, for one. */
export function loadText(file: string, whole: string, isApart?: IsApart, hash = ''): Loaded {
  const text = whole.replace(/^\uFEFF/, ' ');
  if (isMinified(text)) return { kind: 'skipped', reason: 'minified: its lines are longer than anybody writes' };
  if (isApart?.(file, text)) return { kind: 'apart', lines: countLines(text), hash };
  try {
    const parsed = parseFacts(file, text);
    return 'facts' in parsed ? { kind: 'facts', facts: parsed.facts, hash } : { kind: 'skipped', reason: parsed.error };
  } catch (error) {
    if (error instanceof RangeError) return { kind: 'skipped', reason: 'it is nested too deeply to be analysed' };
    throw error;
  }
}

/** What tells a text from any other. */
export function hashOf(text: Buffer | string): string {
  return createHash('sha1').update(text).digest('base64');
}

/** Whether a text is one that people write: what a bundler has made is looked at by nobody. */
export function isWritten(text: string): boolean {
  return text.length <= MAX_BYTES && !isMinified(text);
}

function isMinified(text: string): boolean {
  if (text.length < 20_000) return false;
  let longest = 0;
  let lines = 0;
  for (let at = 0; at < text.length; lines += 1) {
    const end = text.indexOf('\n', at);
    const stop = end === -1 ? text.length : end;
    longest = Math.max(longest, stop - at);
    at = stop + 1;
  }
  return text.length / Math.max(lines, 1) > 400 && longest > 5_000;
}
