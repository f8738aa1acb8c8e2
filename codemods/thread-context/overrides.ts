/** E14, I9: functions that put an instance into the accessor's variable for a while, and take it out again, have nothing left to do. */
import { ts } from '@ts-morph/common';
import type { Accessor } from './accessors.js';
import type { Program } from './program.js';
import { removeLines } from './removal.js';
import { styleOf } from './style.js';
import { enclosing, forEachDescendant, isBodied, isNothing, parentOf, unwrap } from './syntax.js';
import { isTestFile } from './tests.js';
import type { Writer } from './text.js';

const WHY = 'Every context has an instance of its own, so nothing is put in its place and taken away again.';

type Keepers = { readonly setters: ReadonlySet<ts.Node>; readonly resetters: ReadonlySet<ts.Node> };

/** Removes what set and reset the shared instance; returns the places. For accessors of which no use stays. */
export function removeOverrides(program: Program, accessor: Accessor, writer: Writer): ts.Node[] {
  const { setters, resetters } = keepersOf(program, accessor);
  const places: ts.Node[] = [];
  for (const call of callsOf(program, resetters)) {
    const statement = call.parent;
    if (!ts.isExpressionStatement(statement)) continue;
    const hook = isTestFile(program.oracle.fileOf(call)) ? hookOf(statement) : undefined;
    const block = ts.isBlock(statement.parent) && statement.parent.statements.length === 1 ? statement.parent : undefined;
    const attempt = block !== undefined && ts.isTryStatement(block.parent) && block.parent.finallyBlock === block ? block.parent : undefined;
    const set = attempt === undefined ? undefined : settingBefore(program, attempt, setters);
    if (hook !== undefined) {
      removeLines(hook, writer, 'Every test has a user of its own, so there is nothing to reset.');
      places.push(hook);
    } else if (attempt !== undefined && set !== undefined) {
      removeLines(set, writer, WHY);
      unwrapTry(attempt, writer);
      places.push(attempt);
    }
  }
  // `afterEach(resetA)`
  for (const reference of referencesOf(program, resetters)) {
    const call = reference.parent;
    if (ts.isCallExpression(call) && call.expression !== reference && call.arguments.length === 1 && ts.isExpressionStatement(call.parent) && isHook(call) && isTestFile(program.oracle.fileOf(call))) {
      removeLines(call.parent, writer, 'Every test has a user of its own, so there is nothing to reset.');
      places.push(call.parent);
    }
  }
  return places;
}

/** Functions beside the accessor that write the variable it reads. */
function keepersOf(program: Program, accessor: Accessor): Keepers {
  const setters: Set<ts.Node> = new Set();
  const resetters: Set<ts.Node> = new Set();
  for (const declaration of accessor.declarations) {
    if (!ts.isFunctionDeclaration(declaration) || !program.oracle.isOwn(declaration)) continue;
    for (const variable of variablesRead(program, declaration)) {
      for (const { name } of program.references.to(new Set([variable]), [variable.name.getText()])) {
        const assignment = name.parent;
        const owner = enclosing(name, isBodied);
        if (owner === undefined || owner === declaration || !ts.isFunctionDeclaration(owner) || owner.body?.statements.length !== 1) continue;
        if (!ts.isBinaryExpression(assignment) || assignment.left !== name || assignment.operatorToken.kind !== ts.SyntaxKind.EqualsToken) continue;
        const value = unwrap(assignment.right);
        if (/^(undefined|null)$/.test(value.getText())) resetters.add(owner);
        else if (ts.isIdentifier(value) && owner.parameters.some((at) => at.name.getText() === value.text)) setters.add(owner);
      }
    }
  }
  return { setters, resetters };
}

function variablesRead(program: Program, accessor: ts.FunctionDeclaration): ts.VariableDeclaration[] {
  const found: Set<ts.VariableDeclaration> = new Set();
  forEachDescendant(accessor, (node) => {
    if (!ts.isIdentifier(node)) return undefined;
    for (const at of program.references.declarations(node)) if (ts.isVariableDeclaration(at) && ts.isSourceFile(at.parent.parent.parent) && at.getSourceFile() === accessor.getSourceFile()) found.add(at);
    return undefined;
  });
  return [...found];
}

function referencesOf(program: Program, functions: ReadonlySet<ts.Node>): ts.Node[] {
  const names = [...functions].flatMap((at) => (ts.isFunctionDeclaration(at) && at.name !== undefined ? [at.name.text] : []));
  return names.length === 0 ? [] : program.references.to(functions, names).map(({ name }) => name);
}

function callsOf(program: Program, functions: ReadonlySet<ts.Node>): ts.CallExpression[] {
  return referencesOf(program, functions).flatMap((name) => {
    const reference = ts.isPropertyAccessExpression(name.parent) && name.parent.name === name ? name.parent : name;
    const call = parentOf(reference);
    return call !== undefined && ts.isCallExpression(call) && call.expression === reference ? [call] : [];
  });
}

/** `afterEach(() => { resetA(); })`, when that is all the hook does. */
function hookOf(statement: ts.ExpressionStatement): ts.Statement | undefined {
  const block = statement.parent;
  const fn = ts.isBlock(block) && block.statements.length === 1 ? block.parent : undefined;
  const call = fn !== undefined && isBodied(fn) ? parentOf(fn) : undefined;
  return call !== undefined && ts.isCallExpression(call) && isHook(call) && ts.isExpressionStatement(call.parent) ? call.parent : undefined;
}

function isHook(call: ts.CallExpression): boolean {
  return /^(beforeEach|afterEach|beforeAll|afterAll|before|after|setup|teardown)$/.test(call.expression.getText());
}

/** `setA(new A(userContext));` right before the `try`, made for the context at hand. */
function settingBefore(program: Program, attempt: ts.TryStatement, setters: ReadonlySet<ts.Node>): ts.Statement | undefined {
  const siblings = ts.isBlock(attempt.parent) ? attempt.parent.statements : undefined;
  const before = siblings?.[siblings.indexOf(attempt) - 1];
  if (isNothing(before) || !ts.isExpressionStatement(before) || !ts.isCallExpression(before.expression)) return undefined;
  const callee = before.expression.expression;
  const [value] = before.expression.arguments;
  const sets = program.references.declarations(ts.isPropertyAccessExpression(callee) ? callee.name : callee).some((at) => setters.has(at));
  return sets && value !== undefined && holdsContext(program, value) ? before : undefined;
}

/** `new AgentInstanceFactory(userContext)`: nothing but the context decides what it is. */
function holdsContext(program: Program, value: ts.Expression): boolean {
  const made = unwrap(value);
  if (!ts.isNewExpression(made) && !ts.isCallExpression(made)) return false;
  const given = made.arguments ?? [];
  return given.length === 1 && given.every((at) => program.contextType(program.oracle.type(at)) === 'context');
}

/** What stood in the `try` stands on its own, one step further out; a `catch` keeps it. */
function unwrapTry(attempt: ts.TryStatement, writer: Writer): void {
  const source = attempt.getSourceFile();
  const { finallyBlock, tryBlock, catchClause } = attempt;
  if (finallyBlock === undefined) return;
  writer.removed.add(finallyBlock);
  if (catchClause !== undefined) {
    writer.replace(source, catchClause.getEnd(), finallyBlock.getEnd(), '', { why: WHY });
    return;
  }
  const [first] = tryBlock.statements;
  const last = tryBlock.statements.at(-1);
  if (first === undefined || last === undefined) return;
  const { unit } = styleOf(source);
  const keepsIndent = hasTemplateOverLines(tryBlock);
  writer.rebuild(attempt, (between) => {
    const text = between(first.getStart(source), last.getEnd());
    return keepsIndent ? text : text.replaceAll(`\n${unit}`, '\n');
  }, { why: WHY });
}

/** Its lines are data: they cannot be moved to the left. */
function hasTemplateOverLines(block: ts.Block): boolean {
  let found = false;
  forEachDescendant(block, (node) => {
    if ((ts.isTemplateExpression(node) || ts.isNoSubstitutionTemplateLiteral(node)) && node.getText().includes('\n')) found = true;
    return undefined;
  });
  return found;
}
