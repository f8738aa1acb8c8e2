/** The text of a node, to stand one level deeper: its lines move in, but not those inside a template literal, where space is content. */
import { ts } from '@ts-morph/common';
import { forEachDescendant } from '../thread-context/syntax.js';

export function indented(node: ts.Node, unit: string, start: number = node.getStart()): string {
  const source = node.getSourceFile();
  const literals: [start: number, end: number][] = [];
  const note = (at: ts.Node): undefined => {
    if (ts.isTemplateLiteralToken(at)) literals.push([at.getStart(source), at.getEnd()]);
  };
  note(node);
  forEachDescendant(node, note);
  return source.text.slice(start, node.getEnd()).replace(/\n(?!\r?\n)/g, (newline, offset: number) => {
    const position = start + offset;
    return literals.some(([from, to]) => from < position && position < to) ? newline : `${newline}${unit}`;
  });
}
