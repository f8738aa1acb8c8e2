import { type FileFacts, MODULE_FUNCTION } from './facts.js';
import { asidesOf } from './asides.js';
import { idleParts } from './idle.js';
import { isReadOfLanguage, type Names } from './language.js';

/** Where something that stands at an offset in one text stands in another. */
export type Moved = (at: number) => number | undefined;

/** Numbers under these names are offsets; an object literal is named by its own. */
const PLACES: ReadonlySet<string> = new Set(['at', 'end', 'done', 'branch', 'arms', 'loopTest', 'awaits', 'object', 'handler']);

/**
 * Whether two texts of one file say the same, and if so, where things have moved. Comments, types and layout say
 * nothing; nor does what is idle, or done by the way.
 */
export function movedPlaces(before: FileFacts, after: FileFacts, names: Names): Moved | undefined {
  const comparison = new Comparison(sideOf(before, names), sideOf(after, names));
  return comparison.isSame() ? comparison.moved() : undefined;
}

/** The facts of one text without what says nothing; `positions` says which part of a table is the how manieth of those left. */
type Side = { readonly said: unknown; readonly positions: Readonly<Record<Table, ReadonlyMap<number, number>>> };

type Table = 'variables' | 'functions' | 'calls' | 'guards';

/** Numbers under these names stand for a part of a table; so does what values of these kinds are known by. */
const TABLES: ReadonlyMap<string, Table> = new Map<string, Table>([['parameters', 'variables'], ['variable', 'variables'], ['function', 'functions'], ['parent', 'functions'], ['guard', 'guards']]);
const KINDS: ReadonlyMap<unknown, Table> = new Map<unknown, Table>([['variable', 'variables'], ['function', 'functions'], ['call', 'calls']]);

function sideOf(facts: FileFacts, names: Names): Side {
  const [idle, asides] = [idleParts(facts, names), asidesOf(facts, names)];
  const functions = left(facts.functions, (_, id) => !idle.functions.has(id));
  const variables = left(facts.variables, (_, id) => !idle.variables.has(id) && !asides.variables.has(id));
  const calls = left(facts.calls, (call, id) => !idle.functions.has(call.function) && !asides.calls.has(id));
  // A condition on which nothing depends says nothing.
  const asked = new Set([...calls, ...facts.writes.entries()].map(([, { guard }]) => guard));
  const guards = left(facts.guards, (_, id) => asked.has(id));
  const positions = { variables: positionsOf(variables), functions: positionsOf(functions), calls: positionsOf(calls), guards: positionsOf(guards) };
  const { lines: _, ...rest } = facts;
  return {
    positions,
    said: {
      ...rest, variables: partsOf(variables), calls: partsOf(calls), guards: partsOf(guards),
      // A module always begins and ends with the text, whatever else does.
      functions: functions.map(([id, fact]) => ({ ...fact, reads: fact.reads.filter(({ of }) => !isReadOfLanguage(of, names)), ...(id === MODULE_FUNCTION && { at: undefined, end: undefined }) })),
      exports: facts.exports.filter((found) => !('value' in found && found.value.kind === 'variable' && idle.variables.has(found.value.id))),
    },
  };
}

type Left<Part> = readonly (readonly [id: number, part: Part])[];

function left<Part>(table: readonly Part[], isLeft: (part: Part, id: number) => boolean): Left<Part> {
  return table.flatMap((part, id) => (isLeft(part, id) ? [[id, part] as const] : []));
}

function positionsOf(parts: Left<unknown>): ReadonlyMap<number, number> {
  return new Map(parts.map(([id], position) => [id, position]));
}

function partsOf<Part>(parts: Left<Part>): readonly Part[] {
  return parts.map(([, part]) => part);
}

class Comparison {
  readonly #before: Side;
  readonly #after: Side;
  readonly #places: Map<number, number> = new Map();

  constructor(before: Side, after: Side) {
    this.#before = before;
    this.#after = after;
  }

  isSame(): boolean {
    return this.#same(this.#before.said, this.#after.said, '') && this.#isInOrder();
  }

  moved(): Moved {
    return (at) => this.#places.get(at);
  }

  /** @param name under which the parts stand */
  #same(before: unknown, after: unknown, name: string): boolean {
    if (typeof before === 'number' && typeof after === 'number') {
      if (PLACES.has(name)) return this.#isPlace(before, after);
      const table = TABLES.get(name);
      return table ? this.#isSamePart(table, before, after) : before === after;
    }
    if (typeof before !== 'object' || typeof after !== 'object' || before === null || after === null) return before === after;
    if (Array.isArray(before)) return Array.isArray(after) && before.length === after.length && before.every((part, at) => this.#same(part, after[at], name));
    const [one, other] = [before, after] as [Record<string, unknown>, Record<string, unknown>];
    const table = typeof one['id'] === 'number' ? KINDS.get(one['kind']) : undefined;
    if (table) return one['kind'] === other['kind'] && this.#isSamePart(table, one['id'], other['id']);
    return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((key) => this.#same(one[key], other[key], key));
  }

  #isSamePart(table: Table, before: unknown, after: unknown): boolean {
    return this.#before.positions[table].get(before as number) === this.#after.positions[table].get(after as number);
  }

  #isPlace(before: number, after: number): boolean {
    const known = this.#places.get(before);
    this.#places.set(before, after);
    return known === undefined || known === after;
  }

  /** What came first comes first: nothing but the order of places is ever asked for. */
  #isInOrder(): boolean {
    const sorted = [...this.#places].sort(([one], [other]) => one - other);
    return sorted.every(([, place], at) => at === 0 || place > (sorted[at - 1]?.[1] ?? 0));
  }
}
