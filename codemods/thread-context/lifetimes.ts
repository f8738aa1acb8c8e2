/** REQUEST < APP < MODULE: whether what is made at a place is kept by something that outlives the request. */
import { ts } from '@ts-morph/common';
import { flattened, TIMERS } from './known-functions.js';
import type { Block } from './model.js';
import type { Program } from './program.js';
import { enclosing, isAssignment, isBodied, isStatic, parentOf, unwrap, wrapped } from './syntax.js';

export const KEEPERS: RegExp = /^(push|unshift|set|add|on|once|addListener|addEventListener|prependListener|subscribe|register|use|splice)$/;

/** The obstacle when the value of this expression is stored where the next request finds it. */
export function escapes(program: Program, value: ts.Expression): Block | undefined {
  const outer = wrapped(value);
  const { parent } = outer;
  const message = `What is made here is kept by \`${keeperName(parent)}\`, which outlives the request: a captured context would pin one user.`;
  const block: Block = { code: 'ESCAPES_REQUEST', at: outer, message };
  if (ts.isCallExpression(parent) && parent.expression !== outer && ts.isPropertyAccessExpression(parent.expression) && KEEPERS.test(parent.expression.name.text)) {
    return isLongLived(program, parent.expression.expression) && !diesWithKey(program, parent) ? { ...block, at: parent } : undefined;
  }
  if (isAssignment(parent) && parent.right === outer) {
    return isLongLived(program, parent.left) ? { ...block, at: parent } : undefined;
  }
  if (ts.isBinaryExpression(parent) && parent.right === outer && parent.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken) return escapes(program, parent);
  return undefined;
}

/** What a WeakMap holds lives no longer than its key. */
export function diesWithKey(program: Program, { expression, arguments: [key] }: ts.CallExpression): boolean {
  const symbol = ts.isPropertyAccessExpression(expression) ? program.oracle.type(expression.expression).getSymbol() as ts.Symbol | undefined : undefined;
  return (symbol?.name === 'WeakMap' || symbol?.name === 'WeakSet') && key !== undefined && !isLongLived(program, key);
}

/** `opened ??= Promise.resolve(open(userContext))`: whoever comes first fills what everybody reads from then on. */
export function filledForAll(program: Program, value: ts.Expression): Block | undefined {
  let outer = wrapped(value);
  while (ts.isAwaitExpression(outer.parent) || ts.isCallExpression(outer.parent) && outer.parent.expression.getText() === 'Promise.resolve') outer = wrapped(outer.parent);
  const { parent } = outer;
  const isFilled = ts.isBinaryExpression(parent) && parent.right === outer && (parent.operatorToken.kind === ts.SyntaxKind.QuestionQuestionEqualsToken || parent.operatorToken.kind === ts.SyntaxKind.BarBarEqualsToken);
  if (!isFilled) return undefined;
  const owner = /^this\b/.test(parent.left.getText()) ? enclosing(parent, ts.isClassLike) : undefined;
  if (owner === undefined ? !isLongLived(program, parent.left) : !isMadeByModule(program, owner)) return undefined;
  return { code: 'CACHED_ACROSS_USERS', at: parent, message: `\`${parent.left.getText()}\` is filled for whoever comes first, and everybody reads it from then on: keep one per user, or none.` };
}

/** `sweeper = setInterval(() => …)`: one timer for all requests goes on for whoever came first. */
export function keptByTimer(program: Program, fn: ts.Expression): Block | undefined {
  const call = wrapped(fn).parent;
  if (!ts.isCallExpression(call) || !TIMERS.has(flattened(call.expression.getText()))) return undefined;
  let handle = wrapped(call);
  while (ts.isPropertyAccessExpression(handle.parent) && ts.isCallExpression(handle.parent.parent)) handle = wrapped(handle.parent.parent);
  const { parent } = handle;
  // Under a key each has a timer of its own.
  if (!isAssignment(parent) || parent.right !== handle || ts.isElementAccessExpression(parent.left) || !isLongLived(program, parent.left)) return undefined;
  return { code: 'ESCAPES_REQUEST', at: parent, message: `\`${parent.left.getText()}\` is one timer for all requests: it would go on working for the user who started it.` };
}

function keeperName(parent: ts.Node): string {
  if (ts.isCallExpression(parent) && ts.isPropertyAccessExpression(parent.expression)) return parent.expression.expression.getText();
  return ts.isBinaryExpression(parent) ? parent.left.getText() : parent.getText();
}

/** Servers, workers and pools of packages serve the whole process, wherever in the program they are made. */
const SERVES_ALL = /^(Server|HttpServer|Http2Server|TLSServer|WebSocketServer|Worker|Queue|QueueEvents|FlowProducer|Cluster|Pool|Consumer|Cron|CronJob)$/;

function servesAll(program: Program, receiver: ts.Identifier): boolean {
  const symbol = program.oracle.type(receiver).getSymbol() as ts.Symbol | undefined;
  return symbol !== undefined && SERVES_ALL.test(symbol.name) && program.oracle.declarations(symbol).every((at) => !program.oracle.isOwn(at));
}

/** Module variables, imported objects, static fields, globals: whatever is not made within the function at hand. */
export function isLongLived(program: Program, receiver: ts.Expression): boolean {
  let root = unwrap(receiver);
  while (ts.isPropertyAccessExpression(root) || ts.isElementAccessExpression(root) || ts.isCallExpression(root)) root = unwrap(root.expression);
  const owner = root.kind === ts.SyntaxKind.ThisKeyword ? enclosing(root, ts.isClassLike) : undefined;
  if (owner !== undefined) return isMadeByModule(program, owner);
  if (!ts.isIdentifier(root)) return false;
  if (/^(process|globalThis|global|window)$/.test(root.text)) return true;
  if (servesAll(program, root)) return true;
  return program.references.declarations(root).some((declaration) => {
    if (!program.oracle.isOwn(declaration)) return !ts.isParameter(declaration);
    if (ts.isParameter(declaration) || ts.isBindingElement(declaration)) return false;
    if (ts.isVariableDeclaration(declaration)) return isModuleLevel(declaration);
    return ts.isClassLike(declaration) || ts.isPropertyDeclaration(declaration) && isStatic(declaration) || ts.isImportSpecifier(declaration);
  });
}

export function isModuleLevel(node: ts.Node): boolean {
  for (let at = parentOf(node); at !== undefined; at = parentOf(at)) if (isBodied(at) || ts.isPropertyDeclaration(at) && !isStatic(at)) return false;
  return true;
}

/** `export const server = new Server(…)`, or a container's: an object of the class that lives as long as the process. */
export function isMadeByModule(program: Program, owner: ts.ClassLikeDeclaration): boolean {
  const { name } = owner;
  if (isProvided(owner)) return true;
  if (name === undefined) return false;
  return program.references.to(new Set([owner]), [name.text]).some(({ name: reference }) => {
    const expression = ts.isIdentifier(reference) ? wrapped(reference) : undefined;
    return expression !== undefined && ts.isNewExpression(expression.parent) && expression.parent.expression === expression && isModuleLevel(expression.parent);
  });
}

/** A container makes one object for all, unless it is told otherwise. */
function isProvided(owner: ts.ClassLikeDeclaration): boolean {
  const decorators = ts.canHaveDecorators(owner) ? (ts.getDecorators(owner) ?? []) : [];
  return decorators.some(({ expression }) => /^(Injectable|Controller|Resolver|WebSocketGateway|Processor|singleton)\b(?!.*\b(REQUEST|TRANSIENT)\b)/s.test(expression.getText()));
}
