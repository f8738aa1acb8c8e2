/** Takes a declaration or statement away with its line, its comments and the empty line behind it. */
import { ts } from '@ts-morph/common';
import { attachedStart } from './reads.js';
import { indentAt } from './style.js';
import { statementOf } from './syntax.js';
import type { Writer } from './text.js';

const WHY = 'Nobody reads it any more.';

export function removeDeclaration(declaration: ts.PropertyDeclaration | ts.VariableDeclaration, writer: Writer): void {
  const source = declaration.getSourceFile();
  if (ts.isVariableDeclaration(declaration) && ts.isVariableDeclarationList(declaration.parent) && declaration.parent.declarations.length > 1) {
    const { declarations } = declaration.parent;
    const index = declarations.indexOf(declaration);
    const next = declarations[index + 1];
    const previous = declarations[index - 1];
    if (next !== undefined) writer.replace(source, declaration.getStart(source), next.getStart(source), '', { why: WHY });
    else if (previous !== undefined) writer.replace(source, previous.getEnd(), declaration.getEnd(), '', { why: WHY });
    writer.removed.add(declaration);
    return;
  }
  removeLines(ts.isVariableDeclaration(declaration) ? statementOf(declaration) : declaration, writer, WHY);
}

export function removeLines(node: ts.Node, writer: Writer, why: string): void {
  const source = node.getSourceFile();
  const start = attachedStart(node);
  const lineStart = start - indentAt(source, start).length;
  // `;[1, 2]` on the next line guards that line: it stays, though the parser counts it to this one.
  const guard = /[ \t]*\r?\n\s*;$/.exec(source.text.slice(start, node.getEnd()))?.[0].length ?? 0;
  const last = node.getEnd() - guard;
  const rest = /^[ \t]*(\r?\n)?/.exec(source.text.slice(last))?.[0] ?? '';
  let end = last + rest.length;
  if (!isAlone(source.text, start, end)) {
    writer.removed.add(node);
    writer.replace(source, start, end, '', { why });
    return;
  }
  const emptyAfter = /^[ \t]*\r?\n/.exec(source.text.slice(end))?.[0];
  const before = source.text.slice(0, lineStart);
  if (emptyAfter !== undefined && (/\{[ \t]*\r?\n$/.test(before) || /\n[ \t]*\r?\n$/.test(before))) end += emptyAfter.length;
  writer.removed.add(node);
  writer.replace(source, lineStart, end, '', { why });
}

/** Whether nothing else stands on the lines in between. */
function isAlone(text: string, start: number, end: number): boolean {
  return /(^|\n)[ \t]*$/.test(text.slice(0, start)) && (end === text.length || text[end - 1] === '\n');
}
