/** G2: `export const agents = getA()` becomes an exported factory, and whoever imports it makes their own. */
import { ts } from '@ts-morph/common';
import { derivedFactory, type Accessor } from './accessors.js';
import { obstacle, textOf } from './holders.js';
import { instanceNeeds } from './instances.js';
import type { Need } from './model.js';
import type { Program } from './program.js';
import type { Rename } from './sinks.js';
import { hasModifier, unwrap } from './syntax.js';

export function isExportedConstant(holder: ts.Node): holder is ts.VariableDeclaration & { readonly name: ts.Identifier; readonly initializer: ts.Expression } {
  if (!ts.isVariableDeclaration(holder) || !ts.isIdentifier(holder.name) || holder.initializer === undefined) return false;
  const statement = holder.parent.parent;
  return ts.isVariableStatement(statement) && hasModifier(statement, ts.SyntaxKind.ExportKeyword);
}

export function exportAsFactory(program: Program, holder: ts.VariableDeclaration & { readonly name: ts.Identifier; readonly initializer: ts.Expression }, own: readonly Need[], rename: Rename): Need[] {
  const { name, initializer } = holder;
  if ((holder.parent.flags & ts.NodeFlags.Const) === 0) return [obstacle(own, holder, 'REASSIGNED')];
  const factory = derivedFactory(camelCase(name.text));
  const home = program.oracle.fileOf(holder);
  const accessor: Accessor = { name: name.text, kind: 'instance', declarations: new Set([holder]), factory: { name: factory, home, declaration: holder } };
  const references = program.references.to(new Set([holder]), [name.text]).map((reference) => reference.name);
  const handedOn = references.filter((at) => ts.isExportSpecifier(at.parent));
  const reads = references.filter((at) => !ts.isExportSpecifier(at.parent));
  const why = `\`${name.text}\` was one for everybody: it becomes a factory of its own.`;
  const declaration: Need = { at: holder, why, free: true, write: (_context, writer) => {
    const source = holder.getSourceFile();
    writer.replaceNode(name, factory, { why });
    if (holder.type !== undefined) {
      writer.replace(source, name.getEnd(), holder.type.getEnd(), '', { why });
      writer.removed.add(holder.type);
    }
    const whole = unwrap(initializer);
    const alone = ts.isCallExpression(whole) && own.some((need) => need.at === whole);
    const { context } = program;
    const text = alone ? calleeText(whole, own, context.name) : `${writer.named(source, 'perRequest', context.module)}((${context.name}) => ${textOf(initializer, own, context.name)})`;
    writer.replaceNode(initializer, text, { why });
  } };
  const barrels = handedOn.map((at): Need => ({ at, why, free: true, write: (_context, writer) => {
    const specifier = at.parent as ts.ExportSpecifier;
    writer.replaceNode(specifier.propertyName ?? specifier.name, factory, { why });
  } }));
  return [...instanceNeeds(program, accessor, reads, rename), declaration, ...barrels];
}

/** `getA()` alone is the factory itself. */
function calleeText(call: ts.CallExpression, own: readonly Need[], context: string): string {
  const text = textOf(call, own, context);
  return text.endsWith(`(${context})`) ? text.slice(0, -context.length - 2) : text;
}

function camelCase(name: string): string {
  if (!/^[A-Z][A-Z0-9_]*$/.test(name)) return name;
  return name.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
