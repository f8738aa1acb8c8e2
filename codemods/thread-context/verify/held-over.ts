/** F: a listener runs once per message, long after the function around it: the context that was derived there is not the message's. */
import { ts } from '@ts-morph/common';
import type { Edit } from '../../change/plan.js';
import type { TypeOracle } from '../../oracle/oracle.js';
import { isListener } from '../entry-points/listener.js';
import { contains, enclosing, isBodied } from '../syntax.js';
import type { Planned } from './passed.js';

export type HeldOver = { readonly node: ts.Node; readonly edit: Edit | undefined; readonly message: string };

/** A cheap question first: most files listen to nothing. */
const MAY_LISTEN = /\.(on|once|\w+Listener)\(/;

/** Where an edit hands on, within a listener, what an edit derives outside it. */
export function heldOver(edited: TypeOracle, edits: readonly Edit[], planned: Planned): readonly HeldOver[] {
  const found: HeldOver[] = [];
  const ask = (declaration: ts.VariableDeclaration, edit: Edit): void => {
    const home = enclosing(declaration, isBodied);
    if (home === undefined || !ts.isIdentifier(declaration.name)) return;
    for (const node of edited.identifiers(edited.fileOf(declaration), declaration.name.text)) {
      if (!ts.isCallExpression(node.parent) || node.parent.expression === node || planned(node) === undefined) continue;
      const listener = enclosing(node, (at): at is ts.Node => at === home || isBodied(at) && isListener(at));
      if (listener === undefined || listener === home || !contains(home, node) || !edited.declarations(edited.symbol(node)).includes(declaration)) continue;
      found.push({ node, edit, message: `\`${declaration.name.text}\` is whoever's the function around this listener was called for: the message has a context of its own.` });
    }
  };
  for (const file of new Set(edits.filter(({ text }) => text.includes('(') && text.includes('=')).map((edit) => edit.file))) {
    const visit = (node: ts.Node): void => {
      const edit = ts.isVariableDeclaration(node) && node.initializer !== undefined && ts.isCallExpression(node.initializer) ? planned(node) : undefined;
      if (edit !== undefined) ask(node as ts.VariableDeclaration, edit);
      ts.forEachChild(node, visit);
    };
    const source = edited.source(file);
    if (source !== undefined && MAY_LISTEN.test(source.text)) visit(source);
  }
  return found;
}
