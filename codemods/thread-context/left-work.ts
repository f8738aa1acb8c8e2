/** D6: work that one request leaves in a list, and another takes out of it: it is for the user of the first. */
import { ts } from '@ts-morph/common';
import { isLongLived } from './lifetimes.js';
import type { Block } from './model.js';
import type { Program } from './program.js';
import { enclosing, forEachDescendant, isAssignment, isBodied, isClosure, unwrap, wrapped } from './syntax.js';
import type { Uses } from './uses.js';

/** The obstacle where a call works on what was taken out of a list that every request adds to, unless it brings a context along. */
export function leftByOthers({ program, supplyAt }: Uses, call: ts.CallExpression): Block | undefined {
  const seen: Set<ts.VariableDeclaration | ts.ParameterDeclaration> = new Set();
  const store = givenTo(program, call).map((given) => takenFrom(program, given, seen)).find((at) => at !== undefined);
  if (store === undefined) return undefined;
  const supply = supplyAt(call);
  const [root] = supply.kind === 'expression' ? supply.text.split('.') : [];
  if (root !== undefined && [...seen].some(({ name }) => new RegExp(`\\b${root}\\b`).test(name.getText()))) return undefined;
  return { code: 'ESCAPES_REQUEST', at: call, message: `What is taken out of \`${store.getText()}\` was left there by whichever request: the context has to be left with it, and taken from it.` };
}

/** The arguments of a call, and of those on what it returns: `getAgents().remember(item)`, be it under a name. */
function givenTo(program: Program, call: ts.CallExpression): ts.Expression[] {
  const found = [...call.arguments];
  let at: ts.Expression = call;
  for (;;) {
    at = wrapped(at);
    const { parent } = at;
    if (ts.isCallExpression(parent) && parent.expression === at) found.push(...parent.arguments);
    else if (!ts.isPropertyAccessExpression(parent) && !ts.isAwaitExpression(parent)) break;
    at = parent;
  }
  const { parent } = at;
  const owner = enclosing(call, isBodied);
  if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name) || owner === undefined) return found;
  const uses = program.references.to(new Set([parent]), [parent.name.text]).map(({ name }) => name.parent.parent);
  return [...found, ...uses.flatMap((use) => (ts.isCallExpression(use) ? [...use.arguments] : []))];
}

/** The list that a value comes out of, by way of variables. */
function takenFrom(program: Program, value: ts.Node, seen: Set<ts.VariableDeclaration | ts.ParameterDeclaration>): ts.Expression | undefined {
  let found = ts.isExpression(value) ? listEmptied(program, unwrap(value)) : undefined;
  const ask = (node: ts.Node): void => {
    if (found !== undefined || !ts.isIdentifier(node) || ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) return;
    const declared = program.references.declarations(node)[0];
    const home = declared === undefined || !program.oracle.isOwn(declared) ? undefined : ts.isBindingElement(declared) ? enclosing(declared, isVariableOrParameter) : declared;
    if (home === undefined || !isVariableOrParameter(home) || seen.has(home)) return;
    seen.add(home);
    const from = originOf(home);
    if (from !== undefined) found = listEmptied(program, unwrap(from)) ?? takenFrom(program, from, seen);
  };
  ask(value);
  forEachDescendant(value, (node) => {
    if (isBodied(node)) return false;
    ask(node);
    return undefined;
  });
  return found;
}

const isVariableOrParameter = (node: ts.Node): node is ts.VariableDeclaration | ts.ParameterDeclaration => ts.isVariableDeclaration(node) || ts.isParameter(node);

/** What a variable is made of: its initialiser, or what is gone through: `for (const item of batch)`, `batch.forEach((item) => …)`. */
function originOf(home: ts.VariableDeclaration | ts.ParameterDeclaration): ts.Expression | undefined {
  if (ts.isVariableDeclaration(home)) return ts.isForOfStatement(home.parent.parent) ? home.parent.parent.expression : home.initializer;
  const call = isClosure(home.parent) ? wrapped(home.parent).parent : home;
  const callee = ts.isCallExpression(call) ? call.expression : undefined;
  return callee !== undefined && ts.isPropertyAccessExpression(callee) && /^(forEach|map|flatMap|reduce|filter|some|every)$/.test(callee.name.text) ? callee.expression : undefined;
}

/** `this.waiting.shift()`, `waiting.splice(0)`; or `this.waiting`, which the same function begins anew. */
function listEmptied(program: Program, from: ts.Expression): ts.Expression | undefined {
  if (ts.isCallExpression(from)) {
    const callee = from.expression;
    return ts.isPropertyAccessExpression(callee) && /^(shift|pop|splice|dequeue)$/.test(callee.name.text) && isLongLived(program, callee.expression) ? callee.expression : undefined;
  }
  const owner = ts.isIdentifier(from) || ts.isPropertyAccessExpression(from) ? enclosing(from, isBodied) : undefined;
  return owner !== undefined && begunAnew(owner).has(from.getText()) && isLongLived(program, from) ? from : undefined;
}

const begun: WeakMap<ts.Node, ReadonlySet<string>> = new WeakMap();

/** What a function empties: `waiting = []`, `waiting.length = 0`, `waiting.clear()`. */
function begunAnew(owner: ts.Node): ReadonlySet<string> {
  const known = begun.get(owner);
  if (known !== undefined) return known;
  const found: Set<string> = new Set();
  forEachDescendant(owner, (node) => {
    if (isAssignment(node) && ts.isArrayLiteralExpression(node.right)) found.add(node.left.getText());
    const emptied = isAssignment(node) && isMember(node.left, 'length') ? node.left : ts.isCallExpression(node) && isMember(node.expression, 'clear') ? node.expression : undefined;
    if (emptied !== undefined) found.add(emptied.expression.getText());
    return undefined;
  });
  begun.set(owner, found);
  return found;
}

const isMember = (node: ts.Node, name: string): node is ts.PropertyAccessExpression => ts.isPropertyAccessExpression(node) && node.name.text === name;
