import { type Call, type CallId, type FileFacts, MODULE_FUNCTION, type Value, type Variable, type VariableId } from './facts.js';
import { isCallOfLanguage, isReadOfLanguage, type Names } from './language.js';

/** What functions do by the way: whether it is there or not, they keep, change, hand on and give back the same. */
export type Asides = { readonly calls: ReadonlySet<CallId>; readonly variables: ReadonlySet<VariableId> };

/**
 * Calls of the language that read nothing but what their function was given, and locals that hold what comes out, as long
 * as nothing else has to do with that: `if (task.length > 80) throw new Error(…)`, `console.log(…)`. What depends on
 * somebody's being there, or being somebody, is a check.
 */
export function asidesOf(facts: FileFacts, names: Names): Asides {
  const plain = new Plain(facts, names);
  const calls = new Set(facts.calls.flatMap((_, id) => (plain.isCall(id) ? [id] : [])));
  const variables = new Set(facts.variables.flatMap((variable, id) => (variable.kind !== 'parameter' && plain.isVariable(id) ? [id] : [])));
  /** Takes out what this refers to, and what that refers to. */
  const need = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    if ('kind' in part && 'id' in part) {
      const { kind, id } = part as { readonly kind: unknown; readonly id: number };
      if (kind === 'variable' && variables.delete(id)) need(facts.variables[id]);
      if (kind === 'call' && calls.delete(id)) need(facts.calls[id]);
    }
    for (const inner of Object.values(part)) need(inner);
  };
  const [otherCalls, otherVariables] = [facts.calls.filter((_, id) => !calls.has(id)), facts.variables.filter((_, id) => !variables.has(id))];
  // No condition is written down that nothing depends on: those of what is done by the way are counted as well.
  need([otherCalls, otherVariables, facts.functions, facts.classes, facts.exports, facts.writes, facts.guards]);
  return { calls, variables };
}

/** What is made of literals and of what a function was given, by the language alone. */
class Plain {
  readonly #facts: FileFacts;
  readonly #names: Names;
  readonly #known: Map<Call | Variable, boolean> = new Map();

  constructor(facts: FileFacts, names: Names) {
    this.#facts = facts;
    this.#names = names;
  }

  isCall(id: CallId): boolean {
    const call = this.#facts.calls[id];
    return call !== undefined && this.#once(call, () => call.function !== MODULE_FUNCTION && call.guard === undefined && isCallOfLanguage(call, this.#names)
      && (call.callee.kind !== 'member' || this.#is(call.callee.object)) && call.arguments.every((argument) => this.#is(argument)));
  }

  isVariable(id: VariableId): boolean {
    const variable = this.#facts.variables[id];
    return variable !== undefined && (variable.kind === 'parameter' || variable.kind === 'catch' || this.#once(variable, () => variable.function !== MODULE_FUNCTION && (variable.kind === 'const' || variable.kind === 'let')
      && !variable.reassigned && variable.type === undefined && variable.definitions.length > 0 && variable.definitions.every((value) => this.#is(value))));
  }

  #is(value: Value): boolean {
    switch (value.kind) {
      case 'literal':
      case 'empty': return true;
      case 'variable': return this.isVariable(value.id);
      case 'call': return this.isCall(value.id);
      case 'global': return isReadOfLanguage(value, this.#names);
      case 'member': return this.#is(value.object) && (typeof value.key === 'string' || value.key.kind === 'unknown' || this.#is(value.key));
      case 'either': return value.of.every((part) => this.#is(part));
      case 'derived': return value.from.every((part) => this.#is(part));
      case 'array': return value.elements.every((part) => this.#is(part));
      case 'object': return value.spreads.every((part) => this.#is(part)) && value.properties.every((property) => this.#is(property.value));
      default: return false;
    }
  }

  /** What is made of itself is not plain. */
  #once(part: Call | Variable, find: () => boolean): boolean {
    const known = this.#known.get(part);
    if (known !== undefined) return known;
    this.#known.set(part, false);
    const found = find();
    this.#known.set(part, found);
    return found;
  }
}
