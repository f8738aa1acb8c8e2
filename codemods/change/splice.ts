/** Edits applied to the original text, and positions carried from the one text to the other. */
import type { Edit } from './plan.js';

/** The part of an edit that concerns one text. */
export type Replacement = Pick<Edit, 'start' | 'end' | 'text'>;

/**
 * Sorted by position. Insertions at one place keep the order in which they were planned, and come before a replacement
 * that starts there.
 * @throws Error when two edits overlap or one lies outside the text: a plan like that must never be half applied.
 */
export function inOrder<E extends Replacement>(edits: readonly E[], length: number): readonly E[] {
  const sorted = [...edits].sort((a, b) => a.start - b.start || Number(a.end > a.start) - Number(b.end > b.start));
  let reached = 0;
  for (const { start, end } of sorted) {
    if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end < start || end > length) {
      throw new Error(`an edit lies outside the text (${String(start)}–${String(end)} of ${String(length)})`);
    }
    if (start < reached) throw new Error(`two edits overlap at ${String(start)}`);
    reached = end;
  }
  return sorted;
}

export function splice(text: string, edits: readonly Replacement[]): string {
  let result = '';
  let reached = 0;
  for (const edit of inOrder(edits, text.length)) {
    result += text.slice(reached, edit.start) + edit.text;
    reached = edit.end;
  }
  return result + text.slice(reached);
}

/** The edits of each file. */
export function byFile<E extends { readonly file: string }>(edits: readonly E[]): ReadonlyMap<string, readonly E[]> {
  const files: Map<string, E[]> = new Map();
  for (const edit of edits) {
    const own = files.get(edit.file);
    if (own) own.push(edit);
    else files.set(edit.file, [edit]);
  }
  return files;
}

/** Where one text was changed, seen from both sides. */
export type ChangedRange = { readonly start: number; readonly end: number; readonly newStart: number; readonly newEnd: number };

export function changedRanges<E extends Replacement>(edits: readonly E[], length: number): readonly (ChangedRange & { readonly edit: E })[] {
  let shift = 0;
  return inOrder(edits, length).map((edit) => {
    const { start, end, text } = edit;
    const newStart = start + shift;
    shift += text.length - (end - start);
    return { start, end, newStart, newEnd: newStart + text.length, edit };
  });
}

/** Carries positions of the original text into the edited one. Both answers differ only where text was inserted. */
export class PositionMap {
  readonly #ranges: readonly ChangedRange[];

  constructor(ranges: readonly ChangedRange[]) {
    this.#ranges = ranges;
  }

  /** The position before anything inserted there; undefined inside replaced text. */
  before(position: number): number | undefined {
    const at = this.#firstEndingAtOrAfter(position);
    const range = this.#ranges[at];
    if (range && range.start < position && position < range.end) return undefined;
    // A replacement that ends here lies before the position; an insertion here lies behind it.
    if (range?.end === position && range.start < position) return range.newEnd;
    return position + this.#shiftBefore(at);
  }

  /** The position behind anything inserted there; undefined inside replaced text. */
  after(position: number): number | undefined {
    let at = this.#firstEndingAtOrAfter(position);
    let range = this.#ranges[at];
    if (range && range.start < position && position < range.end) return undefined;
    let result = position + this.#shiftBefore(at);
    while (range?.end === position) {
      result = range.newEnd;
      at += 1;
      range = this.#ranges[at];
    }
    return result;
  }

  #shiftBefore(at: number): number {
    const previous = this.#ranges[at - 1];
    return previous ? previous.newEnd - previous.end : 0;
  }

  #firstEndingAtOrAfter(position: number): number {
    let low = 0;
    let high = this.#ranges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      // The index stays inside the list by the loop's condition.
      if ((this.#ranges[middle] as ChangedRange).end < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
