import { parseArgs, type ParseArgsConfig } from 'node:util';
import { nearest } from '../project/nearest.js';
import { UserError } from '../project/user-error.js';
import { SCAN_FORMATS } from './report/scan.js';

const FORMATS: ReadonlySet<string> = new Set(SCAN_FORMATS);

type ParseArgsOptionsConfig = NonNullable<ParseArgsConfig['options']>;

export type Parsed<Options extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ args: string[]; options: Options; allowPositionals: true; allowNegative: true; strict: true }>
>;

/** `node:util` parseArgs, whose complaints become one sentence with the nearest valid option. */
export function parse<const Options extends ParseArgsOptionsConfig>(argv: readonly string[], options: Options, command: string): Parsed<Options> {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, allowNegative: true, strict: true });
  } catch (error) {
    const message = error instanceof Error ? (error.message.split(/\.\s/)[0] ?? error.message) : String(error);
    const unknown = /Unknown option '--?([^'\s]+)/.exec(message)?.[1];
    // `--json` is what many tools call it.
    const close = unknown === undefined ? undefined : 'format' in options && FORMATS.has(unknown) ? `format ${unknown}` : nearest(unknown, Object.keys(options));
    throw new UserError(`${message}.${close === undefined ? '' : ` Did you mean --${close}?`} See unsingleton ${command} --help.`);
  }
}

/** Checks that an option's value is one of a closed list. */
export function oneOf<const Choice extends string>(option: string, value: string, choices: readonly Choice[]): Choice {
  const match = choices.find((choice) => choice === value);
  if (match !== undefined) return match;
  const close = nearest(value, choices);
  throw new UserError(`--${option} is ${choices.join(', ')}, not "${value}".${close === undefined ? '' : ` Did you mean ${close}?`}`);
}

/** Checks that an option's value is a whole number of at least `least`. */
export function wholeNumber(option: string, value: string, least: number): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < least) throw new UserError(`--${option} takes a whole number of at least ${String(least)}, not "${value}".`);
  return number;
}
