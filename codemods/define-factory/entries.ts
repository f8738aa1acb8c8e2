/** From which entry points a slot is written and read: what one leaves for another outlives the request. */
import { ts } from '@ts-morph/common';
import type { TypeOracle } from '../oracle/oracle.js';
import { contains, forEachDescendant, isBodied, isWrapper, wrapped } from '../thread-context/syntax.js';
import { callOf, Paths, type Path } from './paths.js';
import { EMPTYING, FILLING, type SlotAt, type SlotWrite } from './writes.js';

/** A use of a slot that takes its value, and the member or function it stands in. */
export type SlotRead = { readonly slot: string; readonly at: ts.Node; readonly member: ts.Node };

export function readsIn(member: ts.Node, slotAt: SlotAt): readonly SlotRead[] {
  const reads: SlotRead[] = [];
  forEachDescendant(member, (node) => {
    const slot = ts.isExpression(node) && !isWrapper(node) ? slotAt(node) : undefined;
    if (slot !== undefined && !isOnlyWritten(node as ts.Expression)) reads.push({ slot, at: node, member });
    return undefined;
  });
  return reads;
}

/** `this.x = …`, `this.x.push(…);`, `this.x++;`: nothing of it is looked at. */
function isOnlyWritten(node: ts.Expression): boolean {
  const whole = wrapped(node);
  const { parent } = whole;
  if (ts.isBinaryExpression(parent) && parent.left === whole) return parent.operatorToken.kind === ts.SyntaxKind.EqualsToken || (isAssignment(parent) && ts.isExpressionStatement(parent.parent));
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) return ts.isExpressionStatement(parent.parent);
  if (ts.isDeleteExpression(parent.parent)) return true;
  if (ts.isElementAccessExpression(parent) && parent.expression === whole) return isOnlyWritten(parent);
  const call = ts.isPropertyAccessExpression(parent) ? parent.parent : undefined;
  return call !== undefined && ts.isPropertyAccessExpression(parent) && ts.isCallExpression(call) && call.expression === parent && (FILLING.test(parent.name.text) || EMPTYING.test(parent.name.text)) && ts.isExpressionStatement(call.parent);
}

const isAssignment = ({ operatorToken: { kind } }: ts.BinaryExpression): boolean => kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;

export type Span =
  /** Every entry point that reads it has set it anew. */
  | { readonly is: 'request' }
  /** It is read where nothing of the same request has set it. */
  | { readonly is: 'across'; readonly read: ts.Node; readonly written: ts.Node }
  /** Nobody is known to read it, or to write it. */
  | { readonly is: 'unknown' };

export function spanOf(oracle: TypeOracle, reads: readonly SlotRead[], writes: readonly SlotWrite[]): Span {
  const paths = new Paths(oracle);
  const sets = writes.filter(isAnew).flatMap(({ at, member }) => paths.to(at, member));
  const known = reads.flatMap(({ at, member }) => paths.to(at, member).map((path) => ({ at, path })));
  const written = writes.find(({ at, member, values }) => values.length > 0 && paths.to(at, member).length > 0);
  if (known.length === 0 || written === undefined) return { is: 'unknown' };
  const across = known.find(({ path }) => !sets.some((set) => comesFirst(set, path) || isBeforeAll(set, path)));
  return across === undefined ? { is: 'request' } : { is: 'across', read: across.at, written: written.at };
}

/** Whether the first place is always passed before the second is reached. */
function comesFirst(first: Path, second: Path): boolean {
  const fork = first.findIndex((node, index) => node !== second[index]);
  const [one, other] = [first[fork], second[fork]];
  if (fork < 1 || one === undefined || other === undefined || endOf(one) > other.getStart()) return false;
  return isSure(one, other) && first.slice(fork + 1).every((node) => isSure(node));
}

/** Middleware that sets it before it lets the handler go on that reads it, if only where there is a user: for others nothing is to be left. */
function isBeforeAll([root, first]: Path, [reader]: Path): boolean {
  if (root === undefined || reader === undefined || first === undefined || root === reader || !isMiddleware(root) || !isServed(reader)) return false;
  const goesOn = root.getText().search(/\bnext\s*\(/);
  return goesOn === -1 || endOf(first) <= root.getStart() + goesOn;
}

const endOf = (node: ts.Node): number => {
  const call = callOf(node);
  return (call ?? node).getEnd();
};

/** Whether a place is passed whenever its function runs, or whenever another place in that function is reached. */
function isSure(node: ts.Node, other?: ts.Node): boolean {
  for (let at = node, { parent } = at; !ts.isFunctionLike(at) && !ts.isSourceFile(at); at = parent, { parent } = at) {
    const isConditional = (ts.isIfStatement(parent) && parent.expression !== at) || ts.isCaseOrDefaultClause(parent) || ts.isCatchClause(parent)
      || (ts.isIterationStatement(parent, false) && parent.statement === at) || (ts.isConditionalExpression(parent) && parent.condition !== at)
      || (ts.isBinaryExpression(parent) && parent.right === at && /^(&&|\|\||\?\?)=?$/.test(parent.operatorToken.getText()));
    if (isConditional && (other === undefined || !contains(at, other))) return false;
  }
  return true;
}

/** Another value takes the place of what was there: `this.user = user`, `this.history = []`, `this.answers.clear()`. */
function isAnew({ kind, key, once, values, at }: SlotWrite): boolean {
  if (once || key !== undefined) return false;
  if (kind === 'set') return ts.isBinaryExpression(at) && at.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  return kind === 'fill' && values.length === 0 && ts.isCallExpression(at) && /\.clear$/.test(at.expression.getText());
}

/** Runs before the handlers of the same request: it takes `next`, or is given to `app.use()`. */
function isMiddleware(root: ts.Node): boolean {
  if (!isBodied(root)) return false;
  return root.parameters.some(({ name }) => name.getText() === 'next') || /\.(use|addHook)$/.test(handedTo(root) ?? '');
}

/** Whether middleware runs before it: not before what an event, a queue or a timer calls. */
const isServed = (root: ts.Node): boolean => !/\b(on|once|addListener|addEventListener|process|consume|subscribe|schedule|setInterval|setTimeout|setImmediate)$/.test(handedTo(root) ?? '');

/** What a function expression is given to: `router.get` for the handler in `router.get('/', …)`. */
function handedTo(root: ts.Node): string | undefined {
  const call = ts.isExpression(root) ? wrapped(root).parent : undefined;
  return call !== undefined && ts.isCallExpression(call) ? call.expression.getText() : undefined;
}
