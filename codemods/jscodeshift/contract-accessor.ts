/**
 * The last phase: removes the deprecated accessor, its shim and the imports that became dead, once no caller is left.
 * Where a caller is left the file is an error that names it, and stays as it is.
 *
 *   npx jscodeshift --fail-on-error -t node_modules/unsingleton/dist/codemods/jscodeshift/contract-accessor.js \
 *     --accessor=getAgentInstanceFactory --extensions=ts,tsx,js src test
 */
import type { API, ASTNode, ASTPath, FileInfo, Options } from 'jscodeshift';
import type { Replacement } from '../change/splice.js';
import { findBindings } from './support/bindings.js';
import { findCallers } from './support/callers.js';
import { removeFromList } from './support/imports.js';
import { editText, rangeOf, readSettings, type Source } from './support/transform.js';

export default function contractAccessor(file: FileInfo, api: API, options: Options): string | undefined {
  const { accessor } = readSettings(options);
  return editText(file, api, options, [accessor], (source) => {
    const isDefined = findBindings(source, accessor).some((binding) => binding.kind === 'own');
    if (isDefined) requireNoCallers(process.cwd(), api, accessor);
    const removed = [...definitions(source, accessor), ...reexports(source, accessor)];
    return [...removed, ...deadImports(source, accessor, removed)];
  });
}

function requireNoCallers(folder: string, api: API, accessor: string): void {
  const callers = findCallers(folder, api, accessor);
  if (callers.length === 0) return;
  throw new Error(`${accessor} is still used in ${callers.slice(0, 5).join(', ')}${callers.length > 5 ? ` and ${String(callers.length - 5)} more` : ''}: migrate these first.`);
}

/** Imports of the accessor that nothing uses, and imports that only what is removed used; whole declarations where nothing else is in them. */
function deadImports({ j, root, text }: Source, accessor: string, removed: readonly Replacement[]): readonly Replacement[] {
  const isRemoved = (node: ASTNode): boolean => removed.some(({ start, end }) => start <= rangeOf(node).start && rangeOf(node).end <= end);
  return root.find(j.ImportDeclaration).paths().flatMap((path) => {
    const list = path.node.specifiers ?? [];
    const dead = list.filter((specifier) => {
      const local = String(specifier.local?.name);
      const isOurs = specifier.type === 'ImportSpecifier' && specifier.imported.name === accessor;
      const uses = root.find(j.Identifier, { name: local }).filter((use) => !/^Import/.test((use.parent as ASTPath).node.type)).nodes();
      return uses.every(isRemoved) && (isOurs || uses.length > 0);
    });
    if (dead.length === 0) return [];
    return dead.length === list.length ? [wholeLines(text, path)] : removeFromList(dead, list);
  });
}

/** `export { createAgents, getAgents } from './agents'` in a barrel. */
function reexports({ j, root, text }: Source, accessor: string): readonly Replacement[] {
  return root.find(j.ExportNamedDeclaration).paths().flatMap((path) => {
    const list = path.node.specifiers ?? [];
    const ours = list.filter((specifier) => specifier.type === 'ExportSpecifier' && specifier.local?.name === accessor);
    if (ours.length === 0) return [];
    return ours.length === list.length ? [wholeLines(text, path)] : removeFromList(ours, list);
  });
}

/** The accessor's declaration, and what nothing but it ever named: the shared instance behind it and its slot. */
function definitions(source: Source, accessor: string): readonly Replacement[] {
  const { j, root, text } = source;
  const variables = root.find(j.VariableDeclaration).filter(isTopLevel).paths();
  const functions = root.find(j.FunctionDeclaration).filter(isTopLevel).paths();
  const gone: Set<ASTPath> = new Set([...functions.filter(({ node }) => node.id?.name === accessor), ...variables.filter(({ node }) => declares(node, accessor))]);
  const isInside = (node: ASTNode): boolean => [...gone].map((path) => rangeOf(path.node)).some(({ start, end }) => rangeOf(node).start >= start && rangeOf(node).end <= end);
  for (let size = 0; gone.size > size;) {
    size = gone.size;
    for (const path of variables) if (!isInside(path.node) && !isExported(path) && isOnlyUsedInside(source, path.node, isInside)) gone.add(path);
    for (const path of functions) if (!isInside(path.node) && !isExported(path) && isFunctionOnlyUsedInside(source, path.node, isInside)) gone.add(path);
  }
  return [...gone].map((path) => wholeLines(text, path));
}

const isExported = (path: ASTPath): boolean => /^Export/.test((path.parent as ASTPath).node.type);

/** `function sharedAgents() { … }`, which the shim handed out. */
function isFunctionOnlyUsedInside({ j, root }: Source, fn: ASTNode & { readonly id?: ASTNode | null }, isInside: (node: ASTNode) => boolean): boolean {
  const { id } = fn;
  if (id?.type !== 'Identifier') return false;
  const { start, end } = rangeOf(fn);
  const uses = root.find(j.Identifier, { name: id.name }).nodes().filter((use) => rangeOf(use).start < start || rangeOf(use).end > end);
  return uses.length > 0 && uses.every((use) => isInside(use));
}

type Declaration = { readonly declarations: readonly unknown[] };

const namesOf = ({ declarations }: Declaration): readonly string[] => declarations.map((declarator) => (declarator as { id: { name?: string } }).id.name ?? '');
const declares = (node: Declaration, name: string): boolean => namesOf(node).length === 1 && namesOf(node)[0] === name;

/** A slot that only the accessor reads or writes; an initial value with a side effect would be lost with it, so it must be plain. */
function isOnlyUsedInside({ j, root }: Source, node: Declaration & ASTNode, isInside: (node: ASTNode) => boolean): boolean {
  const [name] = namesOf(node);
  if (name === undefined || name === '' || node.declarations.length !== 1) return false;
  const { id, init } = node.declarations[0] as { id: ASTNode; init: ASTNode | null };
  if (init !== null && !/^(NullLiteral|Identifier|BooleanLiteral)$/.test(init.type)) return false;
  const uses = root.find(j.Identifier, { name }).nodes().filter((use) => use !== id);
  return uses.length > 0 && uses.every((use) => isInside(use));
}

const isTopLevel = (path: ASTPath): boolean => /^(Program|ExportNamedDeclaration)$/.test((path.parent as ASTPath).node.type);

/** The statement with its own comments and its line end; `export` belongs to it. */
function wholeLines(text: string, path: ASTPath): Replacement {
  const holder = (path.parent as ASTPath).node;
  const node = holder.type === 'ExportNamedDeclaration' ? holder : path.node;
  const comments = (node as { leadingComments?: readonly ASTNode[] }).leadingComments ?? [];
  const { end } = rangeOf(node);
  let { start } = rangeOf(node);
  // A comment belongs to the statement when nothing but one line end is between them.
  for (const comment of [...comments].reverse()) {
    const between = text.slice(rangeOf(comment).end, start);
    if (/^[ \t]*\r?\n?[ \t]*$/.test(between)) ({ start } = rangeOf(comment));
    else break;
  }
  const lineEnd = /^[ \t]*\r?\n/.exec(text.slice(end))?.[0].length ?? 0;
  const blank = /\n\r?\n$/.test(text.slice(0, start)) ? (/^\r?\n/.exec(text.slice(end + lineEnd))?.[0].length ?? 0) : 0;
  return { start, end: end + lineEnd + blank, text: '' };
}
