import { parseSync } from 'oxc-parser';
import { extractFacts } from '../facts/extract.js';
import type { FileFacts } from '../facts/facts.js';

export type ParsedFile = { readonly facts: FileFacts } | { readonly error: string };

/** Parses a source text and states its facts, or says in one sentence why it could not. */
export function parseFacts(file: string, text: string): ParsedFile {
  const lang = languageOf(file, text);
  const result = parseSync(file, text, lang ? { lang, preserveParens: false } : { preserveParens: false });
  const error = result.errors.find(({ severity }) => severity === 'Error');
  // A tree with small errors in it (a duplicate declaration) is still a tree; without statements nothing was understood.
  if (error && result.program.body.length === 0) return { error: `syntax error: ${error.message}${placeOf(text, error.labels[0]?.start)}` };
  return { facts: extractFacts(result.program, countLines(text)) };
}

/** Plain `.js` may hold JSX, and Flow or TypeScript annotations that only the TypeScript parser forgives. */
function languageOf(file: string, text: string): 'jsx' | undefined {
  return /\.[cm]?js$/.test(file) && text.includes('<') ? 'jsx' : undefined;
}

function placeOf(text: string, at: number | undefined): string {
  return at === undefined ? '' : ` (line ${String(countLines(text.slice(0, at)))})`;
}

export function countLines(text: string): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
