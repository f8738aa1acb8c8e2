/** I: a test has a user of its own, made in the test. */
import { ts } from '@ts-morph/common';
import { callableOf } from './callables.js';
import type { Source } from './model.js';
import type { Program } from './program.js';
import { enclosing, forEachDescendant, isBodied, isClosure, nameOf, parentOf, unwrap, type Bodied } from './syntax.js';

/** A folder `test` among the sources may be part of the program: of exams, of laboratories. */
const TEST_FILE = /(^|\/)(__tests__|__mocks__)\/|^((packages|apps|services|libs|modules)\/[^/]+\/)?tests?\/|\.(test|spec|e2e-spec|e2e)\.[cm]?[jt]sx?$/;
const CALLBACKS = /^(it|test|specify|bench|beforeEach|afterEach|beforeAll|afterAll|before|after|setup|teardown)$/;

export function isTestFile(file: string): boolean {
  return TEST_FILE.test(file);
}

/** The callback of `it(…)` or `beforeEach(…)` around a place, or what a script of tests runs: there the test's context is made. */
export function testSource(program: Program, at: ts.Node): Source | undefined {
  const file = program.oracle.fileOf(at);
  const isTest = isTestFile(file);
  for (let node = parentOf(at); node !== undefined; node = parentOf(node)) {
    if (isBodied(node) && ((isTestCallback(node) && (isTest || importsTestRunner(at.getSourceFile()))) || (isTest && isRunByScript(program, node)))) {
      return {
        fn: node,
        kind: 'test',
        name: titleOf(node),
        expression: (imported) => `${imported}()`,
        imports: { name: 'createTestUserContext', module: `${program.context.module}/testing` },
      };
    }
    // A function of its own around the place is called by the tests, and takes the context from them.
    if (isBodied(node) && !isClosure(node)) return undefined;
  }
  return undefined;
}

function isTestCallback(fn: Bodied): boolean {
  const call = parentOf(fn);
  if (call === undefined || !ts.isCallExpression(call) || call.expression === fn) return false;
  let callee = call.expression;
  // `it.each(rows)('…', fn)`, `it.only(…)`, `test.concurrent(…)`
  while (ts.isPropertyAccessExpression(callee) || ts.isCallExpression(callee) || ts.isTaggedTemplateExpression(callee)) callee = ts.isTaggedTemplateExpression(callee) ? callee.tag as ts.LeftHandSideExpression : callee.expression;
  return ts.isIdentifier(callee) && CALLBACKS.test(callee.text);
}

/**
 * `main();` or `(async () => { … })();` as the file is loaded: a test without a runner. Where more than that one is run, the
 * later ones may find what the first has left, and a user for each would hide it from them.
 */
function isRunByScript({ references }: Program, fn: Bodied): boolean {
  const runs: ts.CallExpression[] = [];
  const functionsOf = ({ expression }: ts.CallExpression): ts.Node[] => {
    const callee = unwrap(expression);
    return ts.isIdentifier(callee) ? references.declarations(callee).flatMap((at) => callableOf(at) ?? []) : [callee];
  };
  forEachDescendant(fn.getSourceFile(), (node) => {
    if (ts.isCallExpression(node) && functionsOf(node).some((at) => isBodied(at) && at.getSourceFile() === fn.getSourceFile())) runs.push(node);
    return !isBodied(node);
  });
  const [only, ...others] = runs;
  return only !== undefined && others.length === 0 && functionsOf(only).includes(fn) && enclosing(only, isLoop) === undefined;
}

const isLoop = (node: ts.Node): node is ts.IterationStatement => ts.isIterationStatement(node, false);

function titleOf(fn: Bodied): string {
  const call = parentOf(fn);
  if (call === undefined || !ts.isCallExpression(call) || call.expression === fn) return nameOf(fn);
  const [first] = call.arguments;
  return first !== undefined && ts.isStringLiteralLike(first) ? first.text : 'a test hook';
}

function importsTestRunner(source: ts.SourceFile): boolean {
  return source.statements.some((at) => ts.isImportDeclaration(at) && ts.isStringLiteral(at.moduleSpecifier) && /^(vitest|@jest\/globals|node:test|mocha|@playwright\/test)$/.test(at.moduleSpecifier.text));
}
