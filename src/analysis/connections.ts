import type { Entry } from './entries/entries.js';
import { isWithin, type Program } from './program.js';
import type { Source } from './source.js';

const CONNECTS = /\('(?:connection|connect|secureConnection|session|stream|upgrade)'\)$/;

/**
 * Whether a key is the very connection or request that a value comes with, or its number: `clients.set(socket, user)`.
 * Such a key tells users apart for as long as it lasts, whatever it is called.
 */
export function isOwnConnection(program: Program, key: Source, value?: Source): boolean {
  const [whole, field, ...rest] = key.text.split('.');
  if (!key.entry || whole === undefined || rest.length > 0 || (field !== undefined && field !== 'id') || !isGivenFirst(program, key, key.entry)) return false;
  return value === undefined || value.root === key.root || (value.entry !== undefined && isWithin(value.entry.fn, key.entry.fn));
}

/** The first thing that a server hands to its handlers: the socket of a connection, the request or context of a call. */
function isGivenFirst(program: Program, source: Source, { fn, kind, name }: Entry): boolean {
  const [first] = fn.fact.parameters;
  return first !== undefined && source.file === fn.file && program.variable(fn.file, first)?.at === source.at
    && (kind === 'http' || kind === 'typed' || CONNECTS.test(name));
}
