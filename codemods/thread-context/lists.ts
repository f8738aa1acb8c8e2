/** B1–B3: putting the context first in a list of arguments or parameters, without moving anything else. */
import type { ts } from '@ts-morph/common';
import { indentAt, styleOf } from './style.js';
import type { EditOptions, Writer } from './text.js';

/** Inserts before everything in `list`, whose position is right behind the opening bracket. */
export function insertFirst(source: ts.SourceFile, list: ts.NodeArray<ts.Node>, text: string, writer: Writer, options: EditOptions): void {
  const open = list.pos;
  const rest = source.text.slice(open);
  const space = /^\s*/.exec(rest)?.[0] ?? '';
  const [first] = list;
  if (first === undefined) {
    const comment = /^\s*\/[/*]/.test(rest);
    writer.insert(source, open, comment && space === '' ? `${text} ` : text, options);
    return;
  }
  const position = open + space.length;
  const ownLine = space.includes('\n');
  const separator = ownLine ? `,${styleOf(source).newline}${indentAt(source, position)}` : ', ';
  // Before whatever is put around the first of them.
  writer.insert(source, position, `${text}${separator}`, { order: -2, ...options });
}

/** Inserts behind the first `count` elements (a `this` parameter, the receiver of `call`). */
export function insertAfter(source: ts.SourceFile, list: ts.NodeArray<ts.Node>, count: number, text: string, writer: Writer, options: EditOptions): void {
  const before = list[count - 1];
  if (before === undefined) insertFirst(source, list, text, writer, options);
  else writer.insert(source, before.getEnd(), `, ${text}`, options);
}
