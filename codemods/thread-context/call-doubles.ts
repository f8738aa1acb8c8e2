/** I5, I6: doubles of functions that take the context now, and assertions about how they were called. */
import { ts } from '@ts-morph/common';
import { declarationOf } from './callables.js';
import { insertAfter, insertFirst } from './lists.js';
import type { Program } from './program.js';
import { isSpy, returnedObjects, spied } from './doubles.js';
import { forEachDescendant, isClosure, nameTextOf, unwrap } from './syntax.js';
import { isTestFile } from './tests.js';
import type { Writer } from './text.js';

const IMPLEMENTS = /^(mockImplementation|mockImplementationOnce|withImplementation|callsFake)$/;
const ASSERTS = /^(toHaveBeenCalledWith|toBeCalledWith|toHaveBeenLastCalledWith|lastCalledWith|toHaveBeenCalledExactlyOnceWith|toHaveBeenNthCalledWith|nthCalledWith)$/;
const WHY = 'The function takes the context first, and so does what stands in for it.';

/** Rewrites the doubles of the threaded functions; returns each place with the function that it stands in for. */
export function writeCallDoubles(program: Program, threaded: ReadonlySet<ts.Node>, writer: Writer): (readonly [ts.Node, ts.Node])[] {
  const declarations = new Map([...threaded].map((fn) => [declarationOf(fn), fn] as const));
  const names = new Set([...declarations.keys()].flatMap((at) => nameTextOf(at) ?? []));
  const written: (readonly [ts.Node, ts.Node])[] = [];
  for (const file of program.oracle.files.filter(isTestFile)) {
    const source = program.oracle.source(file);
    if (source === undefined || ![...names].some((name) => source.text.includes(name))) continue;
    const doubles = new Doubles(program, declarations, source);
    forEachDescendant(source, (node) => {
      const fn = doubles.write(node, writer);
      if (fn !== undefined) written.push([node, fn]);
      return undefined;
    });
  }
  return written;
}

class Doubles {
  readonly #program: Program;
  readonly #declarations: ReadonlyMap<ts.Node, ts.Node>;
  /** `const recallDouble = vi.fn()` that a module mock puts in the place of a function: the variable, and the function. */
  readonly #standIns: Map<ts.Node, ts.Node> = new Map();

  constructor(program: Program, declarations: ReadonlyMap<ts.Node, ts.Node>, source: ts.SourceFile) {
    this.#program = program;
    this.#declarations = declarations;
    forEachDescendant(source, (node) => {
      for (const [property, fn] of ts.isCallExpression(node) ? this.#mocked(node) : []) {
        const double = otherName(property);
        if (double !== undefined && ts.isIdentifier(double)) for (const at of program.references.declarations(double)) this.#standIns.set(at, fn);
      }
      return undefined;
    });
  }

  /** Writes what a node needs; returns the threaded function on whose account. */
  write(node: ts.Node, writer: Writer): ts.Node | undefined {
    if (ts.isCallExpression(node)) return this.#implementation(node, writer) ?? this.#mockedModule(node, writer) ?? this.#assertion(node, writer);
    return ts.isElementAccessExpression(node) ? this.#recordedArgument(node, writer) : undefined;
  }

  /** `vi.spyOn(memory, 'recall').mockImplementation((key) => …)` */
  #implementation(call: ts.CallExpression, writer: Writer): ts.Node | undefined {
    const { expression } = call;
    const [implementation] = call.arguments;
    if (!ts.isPropertyAccessExpression(expression) || !IMPLEMENTS.test(expression.name.text) || implementation === undefined) return undefined;
    const fn = this.#doubled(expression.expression);
    return fn !== undefined && takeContext(implementation, this.#program, writer) ? fn : undefined;
  }

  /** `vi.mock('./memory', () => ({ recall: (key) => … }))` */
  #mockedModule(call: ts.CallExpression, writer: Writer): ts.Node | undefined {
    let written: ts.Node | undefined;
    for (const [property, fn] of this.#mocked(call)) {
      const value = ts.isPropertyAssignment(property) ? unwrap(property.initializer) : property;
      const implementation = ts.isCallExpression(value) ? value.arguments[0] : value;
      if (implementation !== undefined && takeContext(implementation, this.#program, writer)) written = fn;
    }
    return written;
  }

  /** What a module mock offers, itself or as its default, under the names of threaded functions of that module. */
  #mocked(call: ts.CallExpression): (readonly [ts.ObjectLiteralElementLike, ts.Node])[] {
    const [path, factory] = call.arguments;
    if (path === undefined || factory === undefined || !ts.isStringLiteralLike(path) || !/\.(mock|doMock|unstable_mockModule)$/.test(call.expression.getText())) return [];
    const { oracle } = this.#program;
    const file = oracle.resolveModule(oracle.fileOf(call), path.text);
    const own = returnedObjects(factory).flatMap(({ properties }) => [...properties]);
    const byDefault = own.map((at) => (ts.isPropertyAssignment(at) && at.name.getText() === 'default' ? unwrap(at.initializer) : undefined));
    return [...own, ...byDefault.flatMap((at) => (at !== undefined && ts.isObjectLiteralExpression(at) ? [...at.properties] : []))].flatMap((property) => {
      const found = [...this.#declarations].find(([at]) => nameTextOf(at) === property.name?.getText() && oracle.fileOf(at) === file);
      return found === undefined ? [] : [[property, found[1]] as const];
    });
  }

  /** `expect(recall).toHaveBeenCalledWith('name')` */
  #assertion(call: ts.CallExpression, writer: Writer): ts.Node | undefined {
    const { expression } = call;
    if (!ts.isPropertyAccessExpression(expression)) return undefined;
    const source = call.getSourceFile();
    if (/^(calledWith|calledOnceWith|calledWithExactly|calledOnceWithExactly)$/.test(expression.name.text)) {
      const fn = this.#doubled(expression.expression);
      if (fn !== undefined) insertFirst(source, call.arguments, 'sinon.match.any', writer, { why: WHY });
      return fn;
    }
    if (!ASSERTS.test(expression.name.text)) return undefined;
    let subject = expression.expression;
    while (ts.isPropertyAccessExpression(subject)) subject = subject.expression;
    const [double] = ts.isCallExpression(subject) && subject.expression.getText() === 'expect' ? subject.arguments : [];
    const fn = double === undefined ? undefined : this.#doubled(double);
    if (fn === undefined) return undefined;
    if (/nth/i.test(expression.name.text)) insertAfter(source, call.arguments, 1, 'expect.anything()', writer, { why: WHY });
    else insertFirst(source, call.arguments, 'expect.anything()', writer, { why: WHY });
    return fn;
  }

  /** `recall.mock.calls[0]?.[0]`, `recall.mock.lastCall?.[0]`, `recall.firstCall.args[0]` */
  #recordedArgument(access: ts.ElementAccessExpression, writer: Writer): ts.Node | undefined {
    const index = access.argumentExpression;
    if (!ts.isNumericLiteral(index)) return undefined;
    const record = /^(.+?)\s*\.\s*(?:mock\s*\.\s*(?:calls\s*(?:\?\.)?\[[^\]]+\]|calls\.at\([^)]*\)|lastCall)|(?:first|second|third|last)Call\s*\.\s*args|args\s*\[[^\]]+\])!?$/s.exec(access.expression.getText());
    if (record === null) return undefined;
    const fn = this.#doubled(leftmost(access.expression, record[1] ?? ''));
    if (fn !== undefined) writer.replaceNode(index, String(Number(index.text) + 1), { why: WHY });
    return fn;
  }

  /** The threaded function that an expression of a test stands in for. */
  #doubled(expression: ts.Expression | undefined, depth = 0): ts.Node | undefined {
    if (expression === undefined || depth > 5) return undefined;
    const value = unwrap(expression);
    if (ts.isCallExpression(value)) {
      const [first, name] = value.arguments;
      if (first !== undefined && name !== undefined && ts.isStringLiteralLike(name) && isSpy(value)) return this.#known(spied(this.#program, first, name.text));
      if (first !== undefined && /(^|\.)mocked$/.test(value.expression.getText())) return this.#doubled(first, depth + 1);
      // `vi.spyOn(…).mockReturnValue(…)` is the spy still.
      return ts.isPropertyAccessExpression(value.expression) && /^(mock|returns|resolves|callsFake)/.test(value.expression.name.text) ? this.#doubled(value.expression.expression, depth + 1) : undefined;
    }
    if (!ts.isIdentifier(value) && !ts.isPropertyAccessExpression(value)) return undefined;
    const declarations = this.#named(value);
    return this.#known(declarations) ?? this.#doubled(declarations.map(otherName).find((at) => at !== undefined), depth + 1);
  }

  /** Also behind a cast: `(memory as any).recall`. */
  #named(value: ts.Identifier | ts.PropertyAccessExpression): readonly ts.Node[] {
    const { oracle, references } = this.#program;
    const declarations = references.declarations(ts.isIdentifier(value) ? value : value.name);
    if (declarations.length > 0 || ts.isIdentifier(value)) return declarations;
    return oracle.declarations(oracle.type(unwrap(value.expression)).getProperty(value.name.text));
  }

  #known(declarations: readonly ts.Node[]): ts.Node | undefined {
    for (const at of declarations) {
      const fn = this.#declarations.get(at) ?? this.#standIns.get(at);
      if (fn !== undefined) return fn;
    }
    return undefined;
  }
}

/** `recall` in `const double = recall`, and in the `{ recall }` and `{ find: recall }` of a mocked service. */
function otherName(declaration: ts.Node): ts.Expression | undefined {
  if (ts.isVariableDeclaration(declaration) || ts.isPropertyAssignment(declaration)) return declaration.initializer;
  return ts.isShorthandPropertyAssignment(declaration) ? declaration.name : undefined;
}

/** The part of an access chain whose text this is. */
function leftmost(expression: ts.Expression, text: string): ts.Expression | undefined {
  for (let at: ts.Expression = expression; ;) {
    if (at.getText() === text) return at;
    if (ts.isPropertyAccessExpression(at) || ts.isElementAccessExpression(at) || ts.isNonNullExpression(at) || ts.isCallExpression(at)) at = at.expression;
    else return undefined;
  }
}

/** Puts the context before the parameters of an implementation; one without parameters fits as it is. */
function takeContext(implementation: ts.Node, program: Program, writer: Writer): boolean {
  const fn = ts.isExpression(implementation) ? unwrap(implementation) : implementation;
  if (!isClosure(fn) && !ts.isMethodDeclaration(fn)) return false;
  const [first] = fn.parameters;
  if (first === undefined) return false;
  const source = fn.getSourceFile();
  const name = `_${program.context.name}`;
  const bare = ts.isArrowFunction(fn) && !source.text.slice(fn.getStart(source), first.getStart(source)).includes('(');
  if (bare) {
    writer.insert(source, first.getStart(source), `(${name}, `, { why: WHY });
    writer.insert(source, first.getEnd(), ')', { why: WHY });
  } else {
    const typed = first.type !== undefined ? `: ${writer.contextType(source)}` : '';
    insertFirst(source, fn.parameters, `${name}${typed}`, writer, { why: WHY });
  }
  return true;
}
