/**
 * What one file says, as plain JSON: no syntax tree, no other file, no judgement.
 * Everything is held in tables; a number is an index into one of them, an `at` is an offset in the source text.
 */

export type VariableId = number;
export type FunctionId = number;
export type ClassId = number;
export type CallId = number;
export type GuardId = number;

/** The function that stands for the module's own top level. */
export const MODULE_FUNCTION: FunctionId = 0;

/** Where a value comes from: an expression with its names already resolved to declarations. */
export type Value =
  | { readonly kind: 'literal'; readonly text?: string }
  /** `undefined`, `null`, `false`: what a slot is reset to. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'variable'; readonly id: VariableId }
  /** A name that no declaration in this file explains. */
  | { readonly kind: 'global'; readonly name: string }
  | { readonly kind: 'this'; readonly function: FunctionId }
  | { readonly kind: 'member'; readonly object: Value; readonly key: Key; readonly at: number }
  | { readonly kind: 'call'; readonly id: CallId }
  | { readonly kind: 'function'; readonly id: FunctionId }
  | { readonly kind: 'class'; readonly id: ClassId }
  | { readonly kind: 'object'; readonly properties: readonly Property[]; readonly spreads: readonly Value[]; readonly at: number }
  | { readonly kind: 'array'; readonly elements: readonly Value[]; readonly at: number }
  | { readonly kind: 'regex'; readonly flags: string }
  /** One of several: a conditional, a `??`. */
  | { readonly kind: 'either'; readonly of: readonly Value[] }
  /** Computed from these, but none of them: a template, a sum, a comparison. */
  | { readonly kind: 'derived'; readonly from: readonly Value[] }
  | { readonly kind: 'await'; readonly of: Value }
  /** A whole module: a namespace import, `require('x')`, `await import('x')`. */
  | { readonly kind: 'module'; readonly request: string };

/** A property name known from the text, or the value it is computed from. */
export type Key = string | Value;

export type Property = { readonly name: string; readonly value: Value };

export type VariableKind = 'const' | 'let' | 'var' | 'parameter' | 'function' | 'class' | 'import' | 'catch';

export type Variable = {
  readonly name: string;
  readonly kind: VariableKind;
  readonly function: FunctionId;
  readonly at: number;
  /** Everything it is ever assigned, in the order of the text. */
  readonly definitions: Value[];
  /** The name of its annotated type, without arguments: `Map`, `express.Request`. */
  type?: string;
  /** Declared `as const`, `readonly` or frozen: nobody can write into it. */
  frozen?: boolean;
  /** What it was imported as. */
  imported?: ImportedName;
  /** Assigned somewhere else than in its own function. */
  reassigned?: boolean;
};

/** `default`, `*` for the whole module, or the exported name. */
export type ImportedName = { readonly request: string; readonly name: string; readonly typeOnly?: boolean };

export type FunctionKind = 'module' | 'function' | 'arrow' | 'method' | 'constructor' | 'getter' | 'setter' | 'static-block';

export type FunctionFact = {
  readonly name: string;
  readonly kind: FunctionKind;
  readonly parent: FunctionId;
  readonly at: number;
  end: number;
  readonly async: boolean;
  readonly generator: boolean;
  /** The class whose member this is. */
  readonly class?: ClassId;
  /** The object literal (its `at`) whose method this is: what `this` means in it. */
  readonly object?: number;
  readonly static?: boolean;
  readonly parameters: VariableId[];
  rest?: number;
  /** What it gives back; for a generator, what it yields too. */
  readonly returns: Value[];
  readonly awaits: number[];
  readonly reads: Read[];
  readonly decorators: readonly Decorator[];
  readonly parameterDecorators?: readonly (readonly Decorator[])[];
  /** `'use server'`. */
  readonly directive?: string;
};

/** The use of a place that outlives the function: an outer variable, `this.x`, `global.x`. */
export type Read = { readonly of: Value; readonly at: number };

/** `value` is what is named; where that is called, what it returns is the decorator. */
export type Decorator = { readonly name: string; readonly value: Value; readonly arguments: readonly Value[]; readonly called?: true };

export type Call = {
  readonly callee: Value;
  readonly arguments: readonly Value[];
  readonly new: boolean;
  readonly function: FunctionId;
  readonly at: number;
  readonly end: number;
  readonly guard?: GuardId;
  /** Some argument is spread, so positions after it are unknown. */
  readonly spread?: boolean;
  /** Its result is thrown away: `init();`. */
  readonly statement?: boolean;
  readonly tagged?: boolean;
  /** In the condition of a loop: where that ends. */
  readonly loopTest?: number;
  readonly branch?: number;
};

/**
 * What was found absent (`!x`, `x == null`, `!m.has(k)`) before this ran, what is surely there (`x`, `isIn(x)`) or equal to
 * another (both sides of `x === 'in'`), and what was compared with what, whatever came out (`key === lastKey`).
 */
export type Guard = { readonly absent: readonly Value[]; readonly met: readonly Value[]; readonly compared: readonly (readonly [Value, Value])[] };

export type WriteOperator = '=' | '??=' | '||=' | '&&=' | 'update' | 'delete';

export type Write = {
  /** A variable or a member. */
  readonly target: Value;
  readonly operator: WriteOperator;
  readonly value: Value;
  readonly function: FunctionId;
  readonly at: number;
  /** Where it is complete, when its value had to be waited for or read first: `x = await f()`, `x = { ...x, y }`. */
  readonly done?: number;
  readonly guard?: GuardId;
  /** In a `finally` block, or after the work: a reset. */
  readonly inFinally?: boolean;
  /** The end of the innermost arm of a condition in which it stands: what comes after that cannot count on it. */
  readonly branch?: number;
  /** Where the statement ends of which that is one of several arms. */
  readonly arms?: number;
  /** Where that begins and ends which runs instead, if something before it fails: the `catch` of its `try`. */
  readonly handler?: readonly [from: number, to: number];
};

export type Member = {
  readonly name: string;
  readonly kind: 'method' | 'field' | 'getter' | 'setter' | 'constructor';
  readonly static: boolean;
  /** A value on the prototype: static as to how long it lives, but found on each instance. */
  readonly prototype?: true;
  readonly at: number;
  readonly function?: FunctionId;
  readonly value?: Value;
  readonly readonly?: boolean;
  readonly type?: string;
  readonly decorators: readonly Decorator[];
};

export type ClassFact = {
  readonly name: string;
  readonly at: number;
  readonly function: FunctionId;
  readonly superclass?: Value;
  readonly members: Member[];
  readonly decorators: readonly Decorator[];
  /** Nobody but the class itself can construct it. */
  privateConstructor?: boolean;
  variable?: VariableId;
};

export type Export =
  | { readonly name: string; readonly value: Value; readonly at: number }
  | { readonly name: string; readonly from: ImportedName; readonly at: number };

export type FileFacts = {
  readonly version: number;
  readonly lines: number;
  /** Every module this file asks for, as written. */
  readonly requests: readonly string[];
  readonly exports: readonly Export[];
  /** `export * from 'x'`. */
  readonly stars: readonly string[];
  readonly variables: readonly Variable[];
  readonly functions: readonly FunctionFact[];
  readonly classes: readonly ClassFact[];
  readonly calls: readonly Call[];
  readonly writes: readonly Write[];
  readonly guards: readonly Guard[];
  /** `'use client'`, `'use server'`. */
  readonly directives: readonly string[];
  readonly hashbang: boolean;
};

/** Raised whenever the meaning of a table changes, so that no old cache is read. */
export const FACTS_VERSION = 9;
