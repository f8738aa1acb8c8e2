/**
 * What the compiler would say of edited JavaScript, did it check that: a name that stands for nothing any more, and a
 * call without an argument that its function must have.
 */
import { ts } from '@ts-morph/common';
import type { Edit } from '../../change/plan.js';
import { PositionMap, changedRanges, type ChangedRange } from '../../change/splice.js';
import type { TypeOracle } from '../../oracle/oracle.js';
import { isJavaScript } from '../style.js';

export type Unchecked = { readonly node: ts.Node; /** The nearest before it. */ readonly edit: Edit | undefined; readonly message: string };

type Edited = { readonly file: string; readonly original: TypeOracle; readonly edited: TypeOracle; readonly edits: readonly Edit[] };

export function uncheckedIn({ file, original, edited, edits }: Edited): readonly Unchecked[] {
  const after = edited.source(file);
  // The original program was let go: it is read anew only where there is something to compare.
  const before = after && isJavaScript(after) ? original.source(file) : undefined;
  if (before === undefined || after === undefined) return [];
  const ranges = changedRanges(edits, before.text.length);
  const wasShort = shortCalls(original, before, ranges);
  const found: Unchecked[] = [];
  const add = (node: ts.Node, message: string): void => {
    found.push({ node, edit: (ranges.findLast(({ newStart }) => newStart <= node.end) ?? ranges[0])?.edit, message });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && (isVariable(node) || isTypedMember(edited, node)) && isUnknown(edited, node) && !original.identifiers(file, node.text).some((at) => isUnknown(original, at))) add(node, `\`${node.text}\` stands for nothing here.`);
    if (ts.isCallExpression(node) && isShort(edited, node) && !wasShort.has(node.getStart())) add(node, `\`${node.expression.getText()}\` is called here without an argument that it needs.`);
    ts.forEachChild(node, visit);
  };
  visit(after);
  return found;
}

/** Where calls stand now that had too few arguments before. */
function shortCalls(original: TypeOracle, before: ts.SourceFile, ranges: readonly ChangedRange[]): ReadonlySet<number | undefined> {
  const map = new PositionMap(ranges);
  const found: Set<number | undefined> = new Set();
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isShort(original, node)) found.add(map.after(node.getStart())).add(map.before(node.getStart()));
    ts.forEachChild(node, visit);
  };
  visit(before);
  return found;
}

/** A function written in JavaScript can be called with less; one that has types says what it must have. */
function isShort(oracle: TypeOracle, call: ts.CallExpression): boolean {
  if (call.arguments.some(ts.isSpreadElement)) return false;
  const { declaration } = oracle.checkerOf(call).getResolvedSignature(call) ?? {};
  if (declaration === undefined || ts.isJSDocSignature(declaration) || isJavaScript(declaration.getSourceFile())) return false;
  const needed = declaration.parameters.findLastIndex((at) => ts.isParameter(at) && at.questionToken === undefined && at.initializer === undefined && at.dotDotDotToken === undefined && !mayBeLeftOut(oracle, at));
  const own = declaration.parameters.filter((at) => !(ts.isIdentifier(at.name) && at.name.text === 'this')).length;
  return needed - (declaration.parameters.length - own) >= call.arguments.length;
}

/** `resolve(value: void)` is called without anything. */
function mayBeLeftOut(oracle: TypeOracle, parameter: ts.ParameterDeclaration): boolean {
  const type = oracle.type(parameter);
  return (type.isUnion() ? type.types : [type]).some((at) => (at.flags & (ts.TypeFlags.Void | ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter)) !== 0);
}

/** A name by itself, as opposed to a member's, a label's or one that is declared here. */
function isVariable(node: ts.Identifier): boolean {
  const parent = node.parent as ts.Node & { readonly name?: ts.Node; readonly propertyName?: ts.Node; readonly label?: ts.Node };
  return ts.isShorthandPropertyAssignment(parent) || parent.name !== node && parent.propertyName !== node && parent.label !== node && !ts.isJSDoc(parent) && !ts.isTypeNode(parent);
}

/** The name of a member, where it is known what has members. */
function isTypedMember(oracle: TypeOracle, node: ts.Identifier): boolean {
  const { parent } = node;
  return ts.isPropertyAccessExpression(parent) && parent.name === node && (oracle.type(parent.expression).flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) === 0;
}

function isUnknown(oracle: TypeOracle, node: ts.Node): boolean {
  const { parent } = node;
  const symbol = ts.isShorthandPropertyAssignment(parent) ? oracle.checkerOf(node).getShorthandAssignmentValueSymbol(parent) : oracle.checkerOf(node).getSymbolAtLocation(node);
  return symbol === undefined;
}
