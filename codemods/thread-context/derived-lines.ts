/**
 * Where the line that derives the context goes: the top of the function, unless everything that needs it stands in one branch.
 * A handler may serve requests without a user too (an error before sign-in), and must not ask for one then.
 */
import { ts } from '@ts-morph/common';
import { indentAt, styleOf } from './style.js';
import { contains, isBodied, parentOf, type Bodied } from './syntax.js';
import { endBefore, needsGuard, type EditOptions, type Writer } from './text.js';

/** The innermost block under a condition that holds all of the places; the one place itself where a condition has no block. */
export function branchOf(fn: Bodied, places: readonly ts.Node[]): ts.Block | ts.Expression | undefined {
  const [first] = places;
  if (first === undefined || places.some((place) => isBodied(fn) && fn.parameters.some((parameter) => contains(parameter, place)))) return undefined;
  let found: ts.Block | ts.Expression | undefined;
  let node: ts.Node = first;
  let block: ts.Block | undefined;
  for (let parent = parentOf(node); parent !== undefined && node !== fn.body; parent = parentOf(node)) {
    // A closure runs later, or often: what it needs is made once, outside.
    if (isBodied(node) && node !== fn) {
      block = undefined;
      found = undefined;
    }
    if (ts.isBlock(node) && places.every((place) => contains(node, place))) block ??= node;
    if (isConditional(parent, node) && places.every((place) => contains(node, place))) {
      const inline = places.length === 1 && (ts.isConditionalExpression(parent) || ts.isBinaryExpression(parent)) ? (first as ts.Expression) : undefined;
      found ??= block ?? inline;
    }
    node = parent;
  }
  return found;
}

function isConditional(parent: ts.Node, child: ts.Node): boolean {
  if (ts.isIfStatement(parent)) return parent.expression !== child;
  if (ts.isConditionalExpression(parent)) return parent.condition !== child;
  if (ts.isCatchClause(parent)) return true;
  if (ts.isBinaryExpression(parent)) return parent.right === child && [ts.SyntaxKind.AmpersandAmpersandToken, ts.SyntaxKind.BarBarToken, ts.SyntaxKind.QuestionQuestionToken].includes(parent.operatorToken.kind);
  return false;
}

export function firstInBlock(block: ts.Block, statement: string, writer: Writer, options: EditOptions): void {
  const source = block.getSourceFile();
  const { newline, semicolon } = styleOf(source);
  const [first] = block.statements;
  const open = block.getStart(source) + 1;
  if (first === undefined || !source.text.slice(open, first.getStart(source)).includes('\n')) writer.insert(source, open, ` ${statement}${semicolon}`, options);
  else {
    writer.insert(source, open, `${newline}${indentAt(source, first.getStart(source))}${statement}${endBefore(first)}`, options);
    if (needsGuard(source, first)) writer.insert(source, first.getStart(source), ';', options);
  }
}
