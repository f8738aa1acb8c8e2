/** G2: an exported instance is used by its name: every use of `store` asks for the store of its context. */
import { ts } from '@ts-morph/common';
import type { Accessor } from './accessors.js';
import { isHandedOut } from './commonjs.js';
import type { Need, SinkNeed } from './model.js';
import type { Program } from './program.js';
import { readNeeds } from './reads.js';
import { readOf, isWritten } from './holders.js';
import type { Rename } from './sinks.js';
import { Writer } from './text.js';

/** A binding moves with its uses; where its name is the file's own, that can mean only one of the two, so they move together or not at all. */
export function instanceSinks(program: Program, accessor: Accessor, names: readonly ts.Node[], rename: Rename): SinkNeed[] {
  const needs = instanceNeeds(program, accessor, names, rename);
  return needs.filter(({ free }) => free !== true).map((need): SinkNeed => {
    const holders = localDeclarations(program, need.at);
    const binding = needs.filter(({ at, free }) => free === true && holders.includes(at.parent as ts.Declaration));
    const others = holders.some(isOwnName) ? needs.filter((other) => other !== need && other.free !== true && localDeclarations(program, other.at).some((at) => holders.includes(at))) : [];
    const beside = needs.filter((other) => other !== need && need.together?.includes(other.at) === true);
    return { at: need.at, accessor: accessor.name, needs: [...new Set([need, ...binding, ...others, ...beside])] };
  });
}

/** One need per use, each at the expression that names the instance; the bindings of a module that is loaded in a function change with theirs. */
export function instanceNeeds(program: Program, accessor: Accessor, names: readonly ts.Node[], rename: Rename): Need[] {
  const byFile: Map<ts.SourceFile, Set<ts.Expression>> = new Map();
  const bindings = new Set(names.flatMap((name) => bindingOf(name) ?? []));
  const add = (name: ts.Node): void => {
    const read = isDeclaredName(name) || isHandedOut(name) || bindingOf(name) !== undefined ? undefined : readOf(name);
    if (read === undefined) return;
    const source = read.getSourceFile();
    byFile.set(source, (byFile.get(source) ?? new Set()).add(read));
  };
  for (const name of names) add(name);
  for (const { name } of bindings) for (const reference of program.references.to(new Set([name.parent]), [name.text])) add(reference.name);
  const moved = [...bindings].map(({ loaded }): Need => ({ at: loaded, why: '', free: true, write: (_context, writer) => { rename(accessor, loaded, writer); } }));
  return [...moved, ...[...byFile.values()].flatMap((found) => {
    const reads = [...found];
    const [first] = reads;
    if (first === undefined) return [];
    const written = reads.find(isWritten);
    const needs = readNeeds(reads, {
      name: ts.isIdentifier(first) ? first.text : (accessor.name.split('.').at(-1) ?? accessor.name),
      why: `\`${accessor.name}\` is one object for everybody: it is asked for where it is needed.`,
      adapted: false,
      value: (context, read) => `${localDeclarations(program, read).some(isOwnName) ? read.getText() : renamed(accessor, read, rename)}(${context})`,
    });
    return written === undefined ? needs : needs.map((need): Need => ({ ...need, block: { code: 'REASSIGNED', at: written, message: `\`${accessor.name}\` is assigned to here, so which object is meant is not certain.` } }));
  })];
}

/** A module that is loaded in a function, or required: what is loaded from it, and the name that the file gives to that. */
type Binding = { readonly loaded: ts.Expression; readonly name: ts.Identifier };

/** `const { searches: own } = await import('./searches.js')`, `const own = require('./searches').searches`: no use, but a name for those that follow. */
function bindingOf(name: ts.Node): Binding | undefined {
  const { parent } = name;
  if (!ts.isIdentifier(name)) return undefined;
  if (ts.isBindingElement(parent)) return parent.initializer !== name && ts.isIdentifier(parent.name) && (parent.propertyName ?? parent.name) === name ? { loaded: name, name: parent.name } : undefined;
  const holder = ts.isPropertyAccessExpression(parent) && parent.name === name && isRequire(parent.expression) ? parent.parent : undefined;
  return holder !== undefined && ts.isVariableDeclaration(holder) && ts.isIdentifier(holder.name) && ts.isPropertyAccessExpression(parent) ? { loaded: parent, name: holder.name } : undefined;
}

function isRequire(node: ts.Expression): boolean {
  return ts.isCallExpression(node) && node.expression.getText() === 'require';
}

function isDeclaredName(name: ts.Node): boolean {
  const { parent } = name;
  return (ts.isBindingElement(parent) || ts.isVariableDeclaration(parent)) && parent.name === name;
}

/** What a name is declared as in its own file. */
function localDeclarations(program: Program, read: ts.Node): readonly ts.Declaration[] {
  return ts.isIdentifier(read) ? (program.oracle.checkerOf(read).getSymbolAtLocation(read)?.declarations ?? []) : [];
}

/** The name stays, and comes to mean the factory. */
function isOwnName(declaration: ts.Declaration): boolean {
  if (ts.isBindingElement(declaration)) return declaration.propertyName !== undefined;
  return ts.isVariableDeclaration(declaration) && declaration.initializer !== undefined && ts.isPropertyAccessExpression(declaration.initializer) && isRequire(declaration.initializer.expression);
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
