/**
 * Text that nobody edited and that means the context now: `(key) => …` in a slot that takes the context first, `calls[0][0]`
 * of a double, an assertion on a first argument. Where what comes of it is loosely typed, no compiler says so.
 */
import { ts } from '@ts-morph/common';
import type { Edit } from '../../change/plan.js';
import { changedRanges } from '../../change/splice.js';
import type { Reached } from '../../oracle/influence.js';
import type { TypeOracle } from '../../oracle/oracle.js';
import { unwrap } from '../syntax.js';
import { isTestFile } from '../tests.js';

export type Shifted = { readonly node: ts.Node; readonly message: string };

export type ShiftRequest = {
  readonly file: string;
  readonly original: TypeOracle;
  readonly edited: TypeOracle;
  /** Those of the file. */
  readonly edits: readonly Edit[];
  /** Nothing else can have another type now. */
  readonly reached: Reached;
  readonly textOf: (file: string) => string;
  /** Whether a type of the edited program is the one that the threaded functions got. */
  readonly isContext: (type: ts.Type) => boolean;
};

export function shiftedIn({ file, original, edited, edits, reached, textOf, isContext }: ShiftRequest): readonly Shifted[] {
  const after = edited.source(file);
  const statements = reached.get(file);
  if (after === undefined || statements === undefined) return [];
  const ranges = changedRanges(edits, textOf(file).length);
  const isPlanned = (node: ts.Node): boolean => ranges.some(({ newStart, newEnd }) => newStart < node.end && node.getStart() < newEnd);
  /** The same text before the edits. */
  const asItWas = <T extends ts.Node>(node: T): T | undefined => {
    const shift = ranges.filter(({ newEnd }) => newEnd <= node.getStart()).reduce((sum, { start, end, newStart, newEnd }) => sum + (newEnd - newStart) - (end - start), 0);
    const before = original.source(file);
    return before && nodeAt(before, node.getStart() - shift, node.kind) as T | undefined;
  };
  const became = (node: ts.Node): boolean => {
    if (!isContext(edited.type(node))) return false;
    const old = asItWas(node);
    return old === undefined || !isContext(original.type(old));
  };
  const gained = (double: ts.Expression | undefined): boolean => {
    if (double === undefined || !takesContext(edited, double, isContext)) return false;
    const old = asItWas(double);
    return old === undefined || !takesContext(original, old, isContext);
  };

  const isTest = isTestFile(file);
  const found: Shifted[] = [];
  const visit = (node: ts.Node): void => {
    const first = ts.isArrowFunction(node) || ts.isFunctionExpression(node) ? node.parameters[0] : undefined;
    if (first !== undefined && first.type === undefined && ts.isIdentifier(first.name) && !isPlanned(first) && became(first.name)) {
      found.push({ node: first, message: `\`${first.name.text}\` is the context now, which is not what it was.` });
    }
    // `([name]) => …` over what was called, `const [name] = given`.
    const bound = ts.isArrayBindingPattern(node) ? node.elements[0] : undefined;
    if (bound !== undefined && ts.isBindingElement(bound) && ts.isIdentifier(bound.name) && !isPlanned(bound) && became(bound.name)) {
      found.push({ node: bound, message: `\`${bound.name.text}\` is the context now, which is not what it was.` });
    }
    if (isTest) {
      if (ts.isElementAccessExpression(node) && ts.isNumericLiteral(node.argumentExpression) && !isPlanned(node.argumentExpression) && became(node)) {
        found.push({ node, message: 'this recorded argument is the context now, which is not what it was.' });
      }
      const [given] = ts.isCallExpression(node) ? node.arguments : [];
      if (ts.isCallExpression(node) && given !== undefined && !isPlanned(given) && gained(doubleOf(node))) {
        found.push({ node, message: 'this assertion on the first argument meets the context now.' });
      }
      if (ts.isCallExpression(node) && given !== undefined && !isPlanned(given) && gained(recordedDouble(node))) {
        found.push({ node, message: 'what is compared here with all that was recorded has no context in it.' });
      }
    }
    ts.forEachChild(node, visit);
  };
  for (const statement of statements === 'whole' ? after.statements : statements) visit(statement);
  return found;
}

const ASSERTS = /^(toHaveBeenCalledWith|toBeCalledWith|toHaveBeenLastCalledWith|lastCalledWith|toHaveBeenCalledExactlyOnceWith)$/;

/** `recall` in `expect(recall).not.toHaveBeenCalledWith('name')`. */
function doubleOf({ expression }: ts.CallExpression): ts.Expression | undefined {
  if (!ts.isPropertyAccessExpression(expression) || !ASSERTS.test(expression.name.text)) return undefined;
  let subject: ts.Expression = expression.expression;
  while (ts.isPropertyAccessExpression(subject)) subject = subject.expression;
  return ts.isCallExpression(subject) ? subject.arguments[0] : undefined;
}

/** `recall` in `expect(recall.mock.calls).toEqual([['name']])`. */
function recordedDouble({ expression }: ts.CallExpression): ts.Expression | undefined {
  if (!ts.isPropertyAccessExpression(expression) || !/^to(Strict)?Equal$|^toMatchObject$/.test(expression.name.text)) return undefined;
  const [recorded] = ts.isCallExpression(expression.expression) ? expression.expression.arguments : [];
  const isCalls = recorded !== undefined && ts.isPropertyAccessExpression(recorded) && recorded.name.text === 'calls' && ts.isPropertyAccessExpression(recorded.expression) && recorded.expression.name.text === 'mock';
  return isCalls ? unwrap(recorded.expression.expression) : undefined;
}

/** Whether what a double records begins with a context, by its own type or that of what it doubles. */
function takesContext(oracle: TypeOracle, double: ts.Expression, isContext: (type: ts.Type) => boolean): boolean {
  const checker = oracle.checkerOf(double);
  const recorded = (type: ts.Type, name: string): ts.Type | undefined => {
    const property = type.getProperty(name);
    return property && checker.getTypeOfSymbolAtLocation(property, double).getNonNullableType();
  };
  const type = oracle.type(double);
  const record = recorded(type, 'mock');
  const last = record && recorded(record, 'lastCall');
  const listed = last !== undefined && checker.isTupleType(last) ? checker.getTypeArguments(last as ts.TypeReference)[0] : undefined;
  const parameter = type.getCallSignatures()[0]?.parameters[0];
  const first = listed ?? (parameter && checker.getTypeOfSymbolAtLocation(parameter, double));
  return first !== undefined && isContext(first);
}

function nodeAt(source: ts.SourceFile, start: number, kind: ts.SyntaxKind): ts.Node | undefined {
  let found: ts.Node | undefined;
  const visit = (node: ts.Node): void => {
    if (node.kind === kind && node.getStart() === start) found ??= node;
    if (found === undefined && node.pos <= start && start < node.end) ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
