import { openFile, type OpenFile } from '../../src/analysis/open-file.js';
import type { Configuration } from '../../src/project/configuration.js';
import type { RuleContext } from './create-rule.js';

/**
 * The analysis of the file that is being linted; all rules share it.
 * Text without a file (`<input>`) is analysed by itself: its imports lead nowhere.
 */
export function opened(context: RuleContext<string>, configuration: Configuration): OpenFile {
  const { ast, lines, text } = context.sourceCode;
  return openFile(ast, context.physicalFilename, lines.length, configuration, text, context.cwd);
}

export type Span = { readonly start: number; readonly end: number };

/** ESLint's location of a span of the text. */
export function locationOf(context: RuleContext<string>, { start, end }: Span): { start: Position; end: Position } {
  return { start: context.sourceCode.getLocFromIndex(start), end: context.sourceCode.getLocFromIndex(end) };
}

type Position = { line: number; column: number };
