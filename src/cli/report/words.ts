import { stripVTControlCharacters } from 'node:util';

/** `1 finding`, `2 findings`, `1,200 findings`. */
export function count(number: number, singular: string, plural = `${singular}s`): string {
  // toLocaleString loads the tables of all languages first, which takes longer than a small scan.
  const grouped = String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');
  return `${grouped} ${number === 1 ? singular : plural}`;
}

/** `380 ms`, `2.4 s`. */
export function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${String(Math.round(milliseconds))} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** Breaks a text into lines of at most `width` columns, at spaces. Colours in it take no room. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && columns(line) + 1 + columns(word) > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return line === '' ? lines : [...lines, line];
}

/** The same, each line indented by so many columns of those. */
export function paragraph(text: string, indent: number, width: number): string[] {
  return wrap(text, width - indent).map((line) => ' '.repeat(indent) + line);
}

const columns = (text: string): number => stripVTControlCharacters(text).length;

/** Cuts a line to `width` columns and says so with an ellipsis. */
export function clip(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(1, width - 1))}…`;
}
