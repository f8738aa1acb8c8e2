import type {
  Call, ClassFact, ClassId, Export, FunctionFact, FunctionId, Guard, ImportedName, Key, Property, Value, Variable, VariableId,
  VariableKind, Write,
} from './facts.js';

export const UNKNOWN: Value = { kind: 'unknown' };
export const EMPTY: Value = { kind: 'empty' };

/** Names visible at a point. Block and function scopes alike: what differs is who declares into them. */
export type Scope = { readonly parent: Scope | undefined; readonly function: FunctionId; readonly names: Map<string, VariableId> };

/** A guard under construction: what the enclosing conditions established. */
export type GuardState = { readonly id: number; readonly guard: Guard } | undefined;

/** The tables of one file while its syntax tree is walked, with the walk's position in scopes and functions. */
export class Builder {
  readonly requests: Set<string> = new Set<string>();
  readonly exports: Export[] = [];
  readonly stars: string[] = [];
  readonly variables: Variable[] = [];
  readonly functions: FunctionFact[] = [];
  readonly classes: ClassFact[] = [];
  readonly calls: Call[] = [];
  readonly writes: Write[] = [];
  readonly guards: Guard[] = [];

  scope: Scope = { parent: undefined, function: 0, names: new Map() };
  function: FunctionId = 0;
  /** The function whose `this` is meant here: arrows share their parent's. */
  thisFunction: FunctionId = 0;
  class: ClassId | undefined;
  guard: GuardState;
  inFinally = false;
  /** The `catch` of the innermost `try`. */
  handler: Write['handler'];
  /** The end of the innermost arm of a condition that the walk is in, and of all its arms. */
  branch: number | undefined;
  arms: number | undefined;
  /** The end of the loop in whose condition the walk is: `while ((match = pattern.exec(text)))`. */
  loopTest: number | undefined;

  declare(name: string, kind: VariableKind, at: number, scope: Scope = this.scope): VariableId {
    const known = scope.names.get(name);
    if (known !== undefined && kind !== 'parameter') return known;
    const id = this.variables.length;
    this.variables.push({ name, kind, function: scope.function, at, definitions: [] });
    if (name !== '') scope.names.set(name, id);
    return id;
  }

  lookup(name: string): VariableId | undefined {
    for (let scope: Scope | undefined = this.scope; scope; scope = scope.parent) {
      const id = scope.names.get(name);
      if (id !== undefined) return id;
    }
    return undefined;
  }

  variable(id: VariableId): Variable {
    const variable = this.variables[id];
    if (!variable) throw new RangeError(`no variable ${String(id)}`);
    return variable;
  }

  currentFunction(): FunctionFact {
    const current = this.functions[this.function];
    if (!current) throw new RangeError(`no function ${String(this.function)}`);
    return current;
  }

  within<T>(scope: Scope, run: () => T): T {
    const before = this.scope;
    this.scope = scope;
    const result = run();
    this.scope = before;
    return result;
  }

  block<T>(run: () => T): T {
    return this.within({ parent: this.scope, function: this.function, names: new Map() }, run);
  }

  /** Runs what may or may not happen before `end`: one of the arms of what ends at `arms`. */
  branched<T>(end: number, run: () => T, arms: number = end): T {
    const before = { branch: this.branch, arms: this.arms };
    this.branch = end;
    this.arms = arms;
    const result = run();
    this.branch = before.branch;
    this.arms = before.arms;
    return result;
  }

  guarded<T>(addition: Guard | undefined, run: () => T): T {
    if (!addition) return run();
    const before = this.guard;
    this.addGuard(addition);
    const result = run();
    this.guard = before;
    return result;
  }

  /** Holds from here to the end of the enclosing block: what follows `if (x) return x;`. */
  addGuard(addition: Guard): void {
    const outer = this.guard?.guard;
    const guard: Guard = outer
      ? { absent: [...outer.absent, ...addition.absent], met: [...outer.met, ...addition.met], compared: [...outer.compared, ...addition.compared] }
      : addition;
    this.guard = { id: this.guards.push(guard) - 1, guard };
  }

  /** An assignment: a definition of the variable, and a write where the variable belongs to another function. */
  assign(target: Value, value: Value, at: number, operator: Write['operator'] = '=', done?: number): void {
    if (target.kind === 'variable') {
      const variable = this.variable(target.id);
      if (operator !== 'update') variable.definitions.push(value);
      // Counted up, it is no constant any more.
      else if (variable.definitions.at(-1) !== UNKNOWN) variable.definitions.push(UNKNOWN);
      if (variable.function === this.function && variable.function !== 0) return;
      variable.reassigned = true;
    } else if (target.kind !== 'member' && target.kind !== 'global') {
      return;
    }
    this.writes.push({
      target, operator, value, function: this.function, at, ...(done === undefined ? {} : { done }),
      ...(this.guard ? { guard: this.guard.id } : {}),
      ...(this.inFinally ? { inFinally: true } : {}),
      ...(this.handler ? { handler: this.handler } : {}),
      ...(this.branch === undefined ? {} : { branch: this.branch }),
      ...(this.arms === undefined || this.arms === this.branch ? {} : { arms: this.arms }),
    });
  }

  call(callee: Value, args: readonly Value[], at: number, end: number, extra?: Pick<Partial<Call>, 'new' | 'spread' | 'tagged'>): Value {
    const made: { -readonly [K in keyof Call]: Call[K] } = { callee, arguments: args, new: extra?.new ?? false, function: this.function, at, end };
    // Set one by one: this runs for every call of the program, and spreading objects takes five times as long.
    if (this.guard) made.guard = this.guard.id;
    if (this.loopTest !== undefined) made.loopTest = this.loopTest;
    if (this.branch !== undefined) made.branch = this.branch;
    if (extra?.spread) made.spread = true;
    if (extra?.tagged) made.tagged = true;
    return { kind: 'call', id: this.calls.push(made) - 1 };
  }

  read(of: Value, at: number): void {
    this.currentFunction().reads.push({ of, at });
  }

  request(specifier: string): string {
    this.requests.add(specifier);
    return specifier;
  }

  import(local: string, at: number, imported: ImportedName): void {
    this.variable(this.declare(local, 'import', at)).imported = imported;
  }
}

export function member(object: Value, key: Key, at: number): Value {
  return { kind: 'member', object, key, at };
}

export function object(properties: readonly Property[], spreads: readonly Value[], at: number): Value {
  return { kind: 'object', properties, spreads, at };
}

/** One value stays itself; nothing becomes unknown. */
export function either(values: readonly Value[]): Value {
  const [first, second] = values;
  if (!first) return UNKNOWN;
  return second ? { kind: 'either', of: values } : first;
}

/** Of constants nothing comes, whatever they are put together with; `start` is kept all the same. */
export function derived(values: readonly Value[], start?: Value): Value {
  const from = values.filter((value) => value.kind !== 'literal' && value.kind !== 'empty');
  return from.length > 0 ? { kind: 'derived', from: start ? [start, ...from] : from } : { kind: 'literal' };
}
