/** I2: a test that compares two instances says what it is about: two users, or the singleton itself. */
import { ts } from '@ts-morph/common';
import type { Block, Need } from './model.js';
import type { Program } from './program.js';
import { enclosing, isBodied, unwrap, wrapped } from './syntax.js';
import { isTestFile } from './tests.js';

const EQUAL = /^(toBe|toBeTruthy|toBeFalsy|toStrictEqual|toEqual|strictEqual|equal|deepStrictEqual|equals|same)$/;
const DIFFERENT = /^(notStrictEqual|notEqual|notDeepStrictEqual|notStrictEqual)$/;

/** What a use in a test needs besides, when the instance is compared with another one: a context of its own, or a person. */
export function intentOf(program: Program, at: ts.Node, own: readonly Need[], uses: ReadonlySet<ts.Node>): readonly Need[] {
  if (!ts.isExpression(at) || !isTestFile(program.oracle.fileOf(at))) return own;
  const comparison = comparisonOf(program, at, uses);
  if (comparison === undefined) return own;
  if (!comparison.different) {
    const block: Block = { code: 'TEST_INTENT', at: comparison.at, message: 'The test asserts that two calls give one instance, which is what is to go: decide what it should assert now.' };
    return [{ at, why: '', write: () => {}, block }];
  }
  const module = `${program.context.module}/testing`;
  return own.map((need): Need => ({ ...need, free: true, why: 'Two users, so two contexts.', write: (_context, writer) => {
    need.write(`${writer.named(at.getSourceFile(), 'createTestUserContext', module)}()`, writer);
  } }));
}

/** The assertion that compares this use, or the constant that holds it, with another use of the accessor. */
function comparisonOf(program: Program, at: ts.Expression, uses: ReadonlySet<ts.Node>): { readonly at: ts.Node; readonly different: boolean } | undefined {
  const outer = wrapped(at);
  const holder = ts.isVariableDeclaration(outer.parent) && outer.parent.initializer === outer ? outer.parent : undefined;
  const values = holder === undefined || !ts.isIdentifier(holder.name) ? [outer] : program.references.to(new Set([holder]), [holder.name.text]).map(({ name }) => name as ts.Expression);
  for (const value of values) {
    const compared = assertionOf(value) ?? equalityOf(value);
    if (compared === undefined) continue;
    const other = unwrap(compared.other);
    if (uses.has(other)) return compared;
    const declaration = ts.isIdentifier(other) ? program.references.declarations(other)[0] : undefined;
    if (declaration !== undefined && ts.isVariableDeclaration(declaration) && declaration.initializer !== undefined && uses.has(unwrap(declaration.initializer)) && enclosing(declaration, isBodied) === enclosing(at, isBodied)) return compared;
  }
  return undefined;
}

/** `expect(a).toBe(b)`, `expect(a).not.toBe(b)`, `assert.strictEqual(a, b)`, from either side. */
function assertionOf(value: ts.Expression): { readonly at: ts.Node; readonly other: ts.Expression; readonly different: boolean } | undefined {
  const call = value.parent;
  if (!ts.isCallExpression(call) || call.expression === value) return undefined;
  const [first, second] = call.arguments;
  const callee = call.expression;
  if (ts.isPropertyAccessExpression(callee) && second !== undefined && first !== undefined && (EQUAL.test(callee.name.text) || DIFFERENT.test(callee.name.text))) {
    return { at: call, other: first === value ? second : first, different: DIFFERENT.test(callee.name.text) };
  }
  const matcher = callee.getText() === 'expect' ? matcherOf(call) : ts.isPropertyAccessExpression(callee) && EQUAL.test(callee.name.text) ? call : undefined;
  if (matcher === undefined || !ts.isPropertyAccessExpression(matcher.expression)) return undefined;
  let subject: ts.Expression = matcher.expression.expression;
  const different = ts.isPropertyAccessExpression(subject) && subject.name.text === 'not';
  while (ts.isPropertyAccessExpression(subject)) subject = subject.expression;
  const actual = ts.isCallExpression(subject) ? subject.arguments[0] : undefined;
  const [expected] = matcher.arguments;
  const other = matcher === call ? actual : expected;
  return other === undefined ? undefined : { at: matcher, other, different };
}

/** `expect(a === b).toBe(true)`, `assert(a !== b)` */
function equalityOf(value: ts.Expression): ReturnType<typeof assertionOf> {
  const { parent } = value;
  if (!ts.isBinaryExpression(parent) || !/^[!=]==?$/.test(parent.operatorToken.getText())) return undefined;
  const { parent: call } = wrapped(parent);
  const matcher = ts.isCallExpression(call) && call.expression.getText() === 'expect' ? matcherOf(call)?.getText() : undefined;
  const isDenied = matcher !== undefined && /\.not\./.test(matcher) !== /(\((false)\)|Falsy\(\))$/.test(matcher);
  return { at: parent, other: parent.left === value ? parent.right : parent.left, different: parent.operatorToken.getText().startsWith('!') !== isDenied };
}

/** The `.toBe(…)` behind `expect(…)`. */
function matcherOf(expect: ts.CallExpression): ts.CallExpression | undefined {
  let at: ts.Node = expect;
  while (ts.isPropertyAccessExpression(at.parent)) at = at.parent;
  const { parent } = at;
  return ts.isCallExpression(parent) && parent.expression === at && ts.isPropertyAccessExpression(at) && EQUAL.test(at.name.text) ? parent : undefined;
}
