import type { FileFacts, Value, VariableId } from './facts.js';

/** Where something that stands at an offset in one text stands in another. */
export type Moved = (at: number) => number | undefined;

/** Numbers under these names are offsets; an object literal is named by its own. */
const PLACES: ReadonlySet<string> = new Set(['at', 'end', 'done', 'branch', 'loopTest', 'awaits', 'object']);

/**
 * Whether two texts of one file say the same, and if so, where things have moved. Comments, types and layout say
 * nothing; nor does a constant that nothing refers to.
 * @param isAsked whether any file may have asked this one for what it exports under a name
 */
export function movedPlaces(before: FileFacts, after: FileFacts, isAsked: (name: string) => boolean): Moved | undefined {
  const comparison = new Comparison(sideOf(before, isAsked), sideOf(after, isAsked));
  return comparison.isSame() ? comparison.moved() : undefined;
}

/** The facts of one text without its idle constants; `positions` says which variable is the how manieth of those left. */
type Side = { readonly said: unknown; readonly positions: ReadonlyMap<VariableId, number> };

function sideOf(facts: FileFacts, isAsked: (name: string) => boolean): Side {
  const idle = idleConstants(facts, isAsked);
  const left = facts.variables.flatMap((variable, id) => (idle.has(id) ? [] : [{ variable, id }]));
  const { lines: _, functions: [module, ...functions], ...rest } = facts;
  return {
    // A module always begins and ends with the text, whatever else does.
    said: { ...rest, module: { ...module, at: undefined, end: undefined }, functions, variables: left.map(({ variable }) => variable), exports: facts.exports.filter((found) => !('value' in found && found.value.kind === 'variable' && idle.has(found.value.id))) },
    positions: new Map(left.map(({ id }, position) => [id, position])),
  };
}

/** Constants that hold nothing but literals, and that neither the file nor any other refers to. */
function idleConstants(facts: FileFacts, isAsked: (name: string) => boolean): ReadonlySet<VariableId> {
  const used: Set<VariableId> = new Set();
  const { exports, ...rest } = facts;
  collectVariables(rest, used);
  for (const found of exports) if ('value' in found && (found.value.kind !== 'variable' || isAsked(found.name))) collectVariables(found.value, used);
  const types = new Set(facts.variables.map(({ type }) => type));
  return new Set(facts.variables.flatMap(({ kind, name, definitions }, id) => (
    kind === 'const' && !used.has(id) && !types.has(name) && definitions.every(isLiteral) ? [id] : [])));
}

function isLiteral(value: Value): boolean {
  switch (value.kind) {
    case 'literal':
    case 'empty': return true;
    case 'array': return value.elements.every(isLiteral);
    case 'object': return value.spreads.length === 0 && value.properties.every((property) => isLiteral(property.value));
    default: return false;
  }
}

function collectVariables(part: unknown, into: Set<VariableId>): void {
  if (typeof part !== 'object' || part === null) return;
  if (isVariable(part)) into.add(part.id);
  else for (const inner of Object.values(part)) collectVariables(inner, into);
}

function isVariable(part: object): part is Value & { kind: 'variable' } {
  return 'kind' in part && part.kind === 'variable';
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
      return name === 'parameters' || name === 'variable' ? this.#isSameVariable(before, after) : before === after;
    }
    if (typeof before !== 'object' || typeof after !== 'object' || before === null || after === null) return before === after;
    if (Array.isArray(before)) return Array.isArray(after) && before.length === after.length && before.every((part, at) => this.#same(part, after[at], name));
    if (isVariable(before)) return isVariable(after) && this.#isSameVariable(before.id, after.id);
    const [one, other] = [before, after] as [Record<string, unknown>, Record<string, unknown>];
    return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((key) => this.#same(one[key], other[key], key));
  }

  #isSameVariable(before: VariableId, after: VariableId): boolean {
    return this.#before.positions.get(before) === this.#after.positions.get(after);
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
