/** G2: an exported instance is used by its name: every use of `store` asks for the store of its context. */
import { ts } from '@ts-morph/common';
import type { Accessor } from './accessors.js';
import type { Need } from './model.js';
import { readNeeds } from './reads.js';
import { readOf, isWritten } from './holders.js';
import type { Rename } from './sinks.js';
import { Writer } from './text.js';

/** One need per use, each at the expression that names the instance. */
export function instanceNeeds(accessor: Accessor, names: readonly ts.Node[], rename: Rename): Need[] {
  const byFile: Map<ts.SourceFile, ts.Expression[]> = new Map();
  for (const name of names) {
    const read = readOf(name);
    if (read === undefined) continue;
    const source = read.getSourceFile();
    byFile.set(source, [...(byFile.get(source) ?? []), read]);
  }
  return [...byFile.values()].flatMap((reads) => {
    const [first] = reads;
    if (first === undefined) return [];
    const written = reads.find(isWritten);
    const needs = readNeeds(reads, {
      name: ts.isIdentifier(first) ? first.text : (accessor.name.split('.').at(-1) ?? accessor.name),
      why: `\`${accessor.name}\` is one object for everybody: it is asked for where it is needed.`,
      adapted: false,
      value: (context, read) => `${renamed(accessor, read, rename)}(${context})`,
    });
    return written === undefined ? needs : needs.map((need): Need => ({ ...need, block: { code: 'REASSIGNED', at: written, message: `\`${accessor.name}\` is assigned to here, so which object is meant is not certain.` } }));
  });
}

/** How the reference reads once the factory has taken its place. */
export function renamed(accessor: Accessor, reference: ts.Expression, rename: Rename): string {
  const source = reference.getSourceFile();
  const scratch = new Writer();
  rename(accessor, reference, scratch);
  let text = reference.getText(source);
  const start = reference.getStart(source);
  for (const edit of scratch.edits(source).reverse()) text = text.slice(0, edit.start - start) + edit.text + text.slice(edit.end - start);
  // In a shorthand property the name is written before the value, which is all that is asked for here.
  return ts.isShorthandPropertyAssignment(reference.parent) ? text.replace(/^[\w$]+: /, '') : text;
}
