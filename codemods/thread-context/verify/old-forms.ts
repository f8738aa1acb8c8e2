/** H1: the old form of a published function is for programs elsewhere. Its own program calls the new one, and both are written out. */
import { ts } from '@ts-morph/common';
import type { Edit } from '../../change/plan.js';
import type { TypeOracle } from '../../oracle/oracle.js';
import type { Planned } from './passed.js';

export type OldForm = { readonly node: ts.Node; readonly edit: Edit | undefined; readonly message: string };

export function oldForms(edited: TypeOracle, edits: readonly Edit[], planned: Planned): readonly OldForm[] {
  const found: OldForm[] = [];
  const ask = (fn: ts.FunctionDeclaration): void => {
    const [list] = fn.parameters;
    const edit = list?.dotDotDotToken === undefined || fn.body === undefined || planned(fn.body) !== undefined ? undefined : planned(list);
    if (edit === undefined || fn.name === undefined) return;
    const name = fn.name.text;
    const forms = edited.declarations(edited.symbol(fn.name)).filter((at) => at !== fn);
    if (forms.length === 0) found.push({ node: fn, edit, message: `\`${name}\` does not say which forms it takes, and that the old one is deprecated.` });
    const old: ReadonlySet<ts.Node> = new Set(forms.filter((at) => ts.getJSDocDeprecatedTag(at) !== undefined && planned(at) !== undefined));
    for (const file of edited.filesNaming(name)) for (const node of edited.identifiers(file, name)) {
      const call = node.parent;
      const form = ts.isCallExpression(call) && call.expression === node ? edited.checkerOf(call).getResolvedSignature(call)?.declaration : undefined;
      if (form !== undefined && old.has(form)) found.push({ node, edit, message: `\`${name}\` is called in its old form, which works for whoever's scope is running.` });
    }
  };
  for (const file of new Set(edits.filter(({ kind }) => kind === 'adapt').map((edit) => edit.file))) for (const statement of edited.source(file)?.statements ?? []) if (ts.isFunctionDeclaration(statement)) ask(statement);
  return found;
}
