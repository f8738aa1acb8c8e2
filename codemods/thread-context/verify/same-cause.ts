/**
 * Whether a message about text of ours has the cause that an old one has. Two things are certain: a property that is written
 * again beside itself has the same text in the same object literal, so that all in it means the same; and a name that is
 * unresolved where a call begins is so in the arguments of that call (`expect(run).toHaveBeenCalledWith(expect.anything())`).
 * Nothing less would do: a name that the file fails to resolve elsewhere may still be one that we forgot to import here.
 */
import { ts } from '@ts-morph/common';
import type { ChangedRange } from '../../change/splice.js';
import type { TypeOracle } from '../../oracle/oracle.js';

/** @param old the position of an old message with the same words, in the edited file */
export function haveSameCause(oracle: TypeOracle, source: ts.SourceFile, written: readonly ChangedRange[], position: number, old: number): boolean {
  const isWritten = (node: ts.Node): boolean => written.some(({ newStart, newEnd }) => newStart <= node.getStart(source) && node.end <= newEnd);
  let found = false;
  const visit = (node: ts.Node): void => {
    if (position < node.getFullStart() || node.end <= position) return;
    found ||= ts.isObjectLiteralExpression(node) ? isCopy(node, source, isWritten, position, old) : ts.isCallExpression(node) && isNamedByCallee(oracle, node, source, isWritten, position, old);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

type IsWritten = (node: ts.Node) => boolean;

function isCopy({ properties }: ts.ObjectLiteralExpression, source: ts.SourceFile, isWritten: IsWritten, position: number, old: number): boolean {
  const [copy, first] = [position, old].map((place) => properties.find((at) => at.pos <= place && place < at.end));
  if (copy?.name === undefined || first?.name === undefined || copy === first || !isWritten(copy)) return false;
  const textAfterName = ({ name, end }: typeof copy): string => source.text.slice(name?.end, end);
  return position - copy.end === old - first.end && textAfterName(copy) === textAfterName(first);
}

function isNamedByCallee(oracle: TypeOracle, call: ts.CallExpression, source: ts.SourceFile, isWritten: IsWritten, position: number, old: number): boolean {
  const argument = call.arguments.find((at) => at.getStart(source) <= position && position < at.end);
  if (argument === undefined || !isWritten(argument)) return false;
  const [here, there] = [rootOf(argument), rootOf(call.expression)];
  return ts.isIdentifier(here) && ts.isIdentifier(there) && here.text === there.text && here.getStart(source) === position && there.getStart(source) === old
    && oracle.symbol(here) === undefined && oracle.symbol(there) === undefined;
}

/** `expect` in `expect(run).not.toHaveBeenCalledWith`. */
function rootOf(expression: ts.Expression): ts.Expression {
  let at = expression;
  while (ts.isPropertyAccessExpression(at) || ts.isCallExpression(at)) at = at.expression;
  return at;
}
