import type { ASTPath } from 'jscodeshift';
import { REASONS, type RefusalCode } from '../../change/reasons.js';
import type { Replacement } from '../../change/splice.js';
import { rangeOf } from './transform.js';

/** A marker line above the statement that holds a place, unless one stands there already. */
export function markerAbove(text: string, path: ASTPath, code: RefusalCode): Replacement | undefined {
  const start = lineStart(text, rangeOf(statementOf(path).node).start);
  const above = text.slice(lineStart(text, Math.max(0, start - 1)), start);
  if (new RegExp(`@unsingleton-(todo|ignore)\\s+${code}\\b`).test(above)) return undefined;
  const indent = /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  return { start, end: start, text: `${indent}// @unsingleton-todo ${code}: ${REASONS[code].short}${lineEnd}` };
}

const lineStart = (text: string, position: number): number => text.lastIndexOf('\n', position - 1) + 1;

/** The statement or class member that holds the place: what a person would put a comment above. */
function statementOf(path: ASTPath): ASTPath {
  let here = path;
  for (let next = path.parent as ASTPath | null; next !== null; next = next.parent as ASTPath | null) {
    if (/^(Program|File|BlockStatement|ClassBody|SwitchCase|StaticBlock|TSModuleBlock)$/.test(next.node.type)) break;
    here = next;
  }
  return here;
}
