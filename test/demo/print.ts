import { styleText } from 'node:util';
import { structuredPatch } from 'diff';

const INDENT = '     ';
let chapters = 0;

export function title(text: string): void {
  console.log(`\n${styleText('bold', text)}`);
}

export function chapter(text: string): void {
  chapters += 1;
  console.log(`\n ${styleText('bold', styleText('cyan', String(chapters)))}   ${styleText('bold', text)}\n`);
}

export function say(text: string): void {
  console.log(INDENT + text);
}

/** Prose, broken into lines of a width that is pleasant to read. */
export function paragraph(text: string): void {
  for (const line of text.match(/.{1,100}(?:\s|$)/g) ?? []) say(`  ${line.trimEnd()}`);
}

export function good(text: string): void {
  say(`${styleText('green', '✓')} ${text}`);
}

export function bad(text: string): void {
  say(`${styleText('red', '✗')} ${text}`);
}

export function quiet(text: string): void {
  say(styleText('dim', text));
}

export function command(text: string): void {
  say(`${styleText('dim', '$')} ${styleText('bold', text)}\n`);
}

/** On a terminal, says what one is waiting for until it is there. */
export async function during<T>(what: string, work: Promise<T>): Promise<T> {
  if (!process.stdout.isTTY) return work;
  process.stdout.write(INDENT + styleText('dim', `${what} …`));
  try {
    return await work;
  } finally {
    process.stdout.clearLine(0);
    process.stdout.cursorTo(0);
  }
}

/** Puts labels and texts in two columns. */
export function table(rows: readonly (readonly [label: string, text: string])[]): void {
  const width = Math.max(...rows.map(([label]) => label.length));
  for (const [label, text] of rows) say(`${styleText('dim', label.padEnd(width))}  ${text}`);
}

/** The change of one file as a unified diff, `limit` lines at most. */
export function fileDiff(path: string, before: string, after: string, limit: number): void {
  say(styleText('bold', path));
  const lines = structuredPatch(path, path, before, after, '', '', { context: 1 }).hunks.flatMap(({ lines: own }, index) => (index === 0 ? own : ['', ...own]));
  for (const line of lines.slice(0, limit)) say(`  ${coloured(line)}`);
  if (lines.length > limit) quiet(`  … ${lines.length - limit} more lines`);
  console.log();
}

function coloured(line: string): string {
  const shown = line.length > 110 ? `${line.slice(0, 109)}…` : line;
  if (line.startsWith('+')) return styleText('green', shown);
  if (line.startsWith('-')) return styleText('red', shown);
  return styleText('dim', shown);
}

export function countOf(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
