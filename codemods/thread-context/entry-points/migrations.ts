/** Tools that change or fill a database call what a file of theirs exports, by its name and with a connection of their own. */
import type { Program } from '../program.js';
import { nameOf, type Bodied } from '../syntax.js';
import type { Framework } from './framework.js';

const FILE = /(^|\/)(migrations?|seeds?|seeders?)\//;
const CALLED = /^(up|down|seed)$/;

export const migrations: Framework = { kind: 'migrations', requests: [], calls: ofTheTool, withoutRequest: true };

function ofTheTool({ oracle }: Program, fn: Bodied): string | undefined {
  const file = oracle.fileOf(fn);
  // Where the program imports the file, the function is its own.
  return FILE.test(file) && CALLED.test(nameOf(fn)) && oracle.importers(file).length === 0 ? `\`${nameOf(fn)}\` is called by the tool that runs ${file}, where no user's request is in progress.` : undefined;
}
