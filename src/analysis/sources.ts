import { readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import type { Evidence, EvidenceKind } from './report.js';

/** Turns offsets into lines people can open. Texts are read again only for files that are reported on. */
export class Sources {
  readonly #root: string;
  readonly #read: (file: string) => string;
  readonly #lines: Map<string, { readonly text: string; readonly starts: readonly number[] }> = new Map();

  constructor(root: string, read: (file: string) => string = (file) => readFileSync(file, 'utf8')) {
    this.#root = root;
    this.#read = read;
  }

  relative(file: string): string {
    // Asked of every file of a project; path.relative takes ten times as long.
    if (sep === '/' && file.startsWith(`${this.#root}/`)) return file.slice(this.#root.length + 1);
    return relative(this.#root, file).split(sep).join('/');
  }

  position(file: string, at: number): { readonly line: number; readonly column: number } {
    const { starts } = this.#of(file);
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: at - (starts[low] ?? 0) + 1 };
  }

  evidence(kind: EvidenceKind, file: string, at: number): Evidence {
    const { line, column } = this.position(file, at);
    const { text, starts } = this.#of(file);
    const source = text.slice(starts[line - 1] ?? 0, starts[line] ?? text.length).trim();
    return { kind, file: this.relative(file), line, column, text: source.length > 160 ? `${source.slice(0, 159)}…` : source };
  }

  #of(file: string): { readonly text: string; readonly starts: readonly number[] } {
    const known = this.#lines.get(file);
    if (known) return known;
    let text = '';
    try {
      text = this.#read(file);
    } catch {
      // The file went away since it was parsed; its positions collapse to the first line.
    }
    const starts = [0];
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    const made = { text, starts };
    this.#lines.set(file, made);
    return made;
  }
}
