import { type Call, type FileFacts, type FunctionFact, type FunctionId, MODULE_FUNCTION, type Value, type VariableId } from './facts.js';
import { CHANGE, GLOBAL, METHOD, type Names } from './language.js';

/** What nothing else in a file has to do with: whether it is there or not, the rest says the same. */
export type Idle = { readonly variables: ReadonlySet<VariableId>; readonly functions: ReadonlySet<FunctionId> };

/** The rest of the file and of the program; each top-level function with all that is written in it, by its number; each constant, below zero. */
type Node = number;
const REST: Node = 0;

/**
 * Constants that hold literals, and functions that work on nothing but what they are given: those that neither the rest
 * of the file nor any other refers to, and that refer to nothing but each other.
 */
export function idleParts(facts: FileFacts, names: Names): Idle {
  const connections = new Connections(facts, names);
  const isIdle = connections.unconnected();
  return {
    variables: new Set(facts.variables.flatMap((_, id) => (isIdle(connections.ofVariable(id)) ? [id] : []))),
    functions: new Set(facts.functions.flatMap((_, id) => (isIdle(connections.ofFunction(id)) ? [id] : []))),
  };
}

class Connections {
  readonly #facts: FileFacts;
  readonly #names: Names;
  /** Where the functions at the top are kept. */
  readonly #holders: ReadonlyMap<VariableId, FunctionId>;
  readonly #links: Map<Node, Set<Node>> = new Map();

  constructor(facts: FileFacts, names: Names) {
    this.#facts = facts;
    this.#names = names;
    this.#holders = holdersOf(facts);
    this.#linkAll();
  }

  ofFunction(id: FunctionId): Node {
    let top = id;
    for (let parent = this.#facts.functions[id]?.parent ?? MODULE_FUNCTION; parent !== MODULE_FUNCTION; parent = this.#facts.functions[parent]?.parent ?? MODULE_FUNCTION) top = parent;
    return top;
  }

  ofVariable(id: VariableId): Node {
    const variable = this.#facts.variables[id];
    if (!variable) return REST;
    if (variable.kind === 'const' && variable.definitions.every(isLiteral)) return -1 - id;
    return this.#holders.get(id) ?? this.ofFunction(variable.function);
  }

  /** Says of what no chain of references joins to the rest. */
  unconnected(): (node: Node) => boolean {
    const joined = new Set([REST]);
    // The set grows while it is walked.
    for (const node of joined) for (const next of this.#links.get(node) ?? []) joined.add(next);
    return (node) => !joined.has(node);
  }

  #linkAll(): void {
    const { variables, functions, classes, calls, writes, guards, exports } = this.#facts;
    const types = new Set(variables.map(({ type }) => type));
    const named: ReadonlySet<string | undefined> = new Set(variables.map(({ name }) => name));
    for (const [id, variable] of variables.entries()) {
      const node = this.ofVariable(id);
      // A type means what has its name.
      if (types.has(variable.name) || node > REST && named.has(variable.type?.split('.')[0])) this.#link(node, REST);
      this.#linkParts(node, variable);
    }
    for (const [id, fact] of functions.entries()) {
      const node = this.ofFunction(id);
      if (!isPlain(fact)) this.#link(node, REST);
      this.#linkParts(node, fact);
    }
    for (const call of calls) {
      const node = this.ofFunction(call.function);
      if (!this.#isOfLanguage(call)) this.#link(node, REST);
      this.#linkParts(node, [call, call.guard === undefined ? undefined : guards[call.guard]]);
    }
    for (const write of writes) {
      this.#link(this.ofFunction(write.function), REST);
      this.#linkParts(REST, [write, write.guard === undefined ? undefined : guards[write.guard]]);
    }
    for (const fact of classes) {
      this.#link(this.ofFunction(fact.function), REST);
      this.#linkParts(REST, fact);
    }
    for (const found of exports) if ('value' in found && (found.value.kind !== 'variable' || this.#names.isAsked(found.name))) this.#linkParts(REST, found.value);
  }

  /** It is known what it does: runs what it was given itself, or another function, or is as good as an operator. */
  #isOfLanguage({ callee, function: caller }: Call): boolean {
    if (callee.kind === 'member') return typeof callee.key === 'string' && !this.#names.isTaken(callee.key) && (METHOD.test(callee.key) || CHANGE.test(callee.key) && this.#isMadeBy(caller, callee.object));
    return callee.kind === 'variable' || callee.kind === 'function' || callee.kind === 'global';
  }

  /** A collection of the function's own: `const all = []`, `names.map(…)`. */
  #isMadeBy(owner: FunctionId, value: Value): boolean {
    switch (value.kind) {
      case 'array': return true;
      case 'variable': {
        const variable = this.#facts.variables[value.id];
        return variable?.function === owner && variable.kind !== 'parameter' && variable.definitions.length > 0 && variable.definitions.every((made) => made.kind !== 'variable' && this.#isMadeBy(owner, made));
      }
      case 'call': {
        const call = this.#facts.calls[value.id];
        return call !== undefined && (call.new ? call.callee.kind === 'global' : call.callee.kind === 'member' && typeof call.callee.key === 'string' && /^(?:concat|entries|filter|flat|flatMap|from|keys|map|slice|split|toSorted|values)$/.test(call.callee.key));
      }
      default: return false;
    }
  }

  #linkParts(node: Node, part: unknown): void {
    if (typeof part !== 'object' || part === null) return;
    if (isReference(part)) this.#link(node, this.#target(part));
    for (const inner of Object.values(part)) this.#linkParts(node, inner);
  }

  #target(value: Reference): Node {
    switch (value.kind) {
      case 'variable': return this.ofVariable(value.id);
      case 'function': return this.ofFunction(value.id);
      case 'call': return this.ofFunction(this.#facts.calls[value.id]?.function ?? MODULE_FUNCTION);
      // Nothing that anybody could be asked about: no link of its own.
      case 'global': return GLOBAL.test(value.name) && !this.#names.isTaken(value.name) ? Number.NaN : REST;
      default: return REST;
    }
  }

  #link(one: Node, other: Node): void {
    if (one === other || Number.isNaN(other)) return;
    for (const [from, to] of [[one, other], [other, one]] as const) {
      const known = this.#links.get(from);
      if (known) known.add(to);
      else this.#links.set(from, new Set([to]));
    }
  }
}

type Reference = Value & { readonly kind: 'variable' | 'function' | 'call' | 'global' | 'this' | 'class' | 'module' };

/** A value, not a variable or a function that is of such a kind. */
function isReference(part: object): part is Reference {
  return 'kind' in part && typeof part.kind === 'string' && /^(?:variable|function|call|global|this|class|module)$/.test(part.kind) && !('parent' in part || 'definitions' in part);
}

function holdersOf({ variables, functions }: FileFacts): ReadonlyMap<VariableId, FunctionId> {
  return new Map(variables.flatMap(({ function: owner, kind, definitions, type, reassigned }, id) => {
    const [only, other] = definitions;
    const isHolder = owner === MODULE_FUNCTION && (kind === 'const' || kind === 'function') && !other && type === undefined && !reassigned;
    return isHolder && only?.kind === 'function' && functions[only.id]?.parent === MODULE_FUNCTION ? [[id, only.id]] : [];
  }));
}

/** No method, which may be called by its name, nothing that a framework is told of. */
function isPlain({ kind, class: owner, object, decorators, parameterDecorators, directive }: FunctionFact): boolean {
  return (kind === 'function' || kind === 'arrow') && owner === undefined && object === undefined && decorators.length === 0 && parameterDecorators === undefined && directive === undefined;
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
