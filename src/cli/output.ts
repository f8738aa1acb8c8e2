import { writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { styleText } from 'node:util';
import { makeFolder } from '../project/make-folder.js';
import { UserError } from '../project/user-error.js';

type Style = Parameters<typeof styleText>[0];

/** How a report is drawn: with colours or without, and how wide. */
export type Terminal = {
  readonly paint: (style: Style, text: string) => string;
  /** Columns. */
  readonly width: number;
};

/** The terminal behind standard output; plain when it is a pipe or NO_COLOR is set. */
export function terminal(stream: NodeJS.WriteStream = process.stdout): Terminal {
  const { NO_COLOR, FORCE_COLOR } = process.env;
  const forced = FORCE_COLOR !== undefined && FORCE_COLOR !== '0' && FORCE_COLOR !== '';
  const colours = forced || (stream.isTTY && (NO_COLOR === undefined || NO_COLOR === '') && process.env['TERM'] !== 'dumb');
  return {
    paint: (style, text) => (colours ? styleText(style, text, { validateStream: false }) : text),
    // A terminal that does not tell its width says 0.
    width: Math.max(40, stream.isTTY ? stream.columns || 80 : 100),
  };
}

/** A terminal without colours, for files and pull requests. */
export const PLAIN: Terminal = { paint: (_style, text) => text, width: 100 };

/** Prints to standard output, or to the file that `--output` names. */
export function deliver(text: string, file: string | undefined): void {
  const whole = text.endsWith('\n') ? text : `${text}\n`;
  if (file === undefined) {
    process.stdout.write(whole);
    return;
  }
  try {
    makeFolder(dirname(resolve(file)));
    writeFileSync(file, whole);
  } catch (error) {
    throw new UserError(`Cannot write the report to ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
