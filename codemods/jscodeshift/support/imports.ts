import type { ASTNode, ImportSpecifier, ObjectProperty } from 'jscodeshift';
import type { Replacement } from '../../change/splice.js';
import type { Binding } from './bindings.js';
import { rangeOf, type Source } from './transform.js';

/** Names the factory where the accessor was named: in its place when no use of it is left, else before it. */
export function renameImport(source: Source, binding: Binding, factory: string, isUnused: boolean): readonly Replacement[] {
  const named = binding.specifier ?? binding.property;
  if (named === undefined) return [];
  const siblings = siblingsOf(source, binding);
  const isThere = siblings.some((sibling) => exportedName(sibling) === factory);
  if (isThere) return isUnused ? removeFromList([named], siblings) : [];
  const { start, end } = rangeOf(nameNode(named));
  if (isUnused) return [{ start, end, text: factory }];
  const place = rangeOf(named).start;
  return [{ start: place, end: place, text: `${factory}, ` }];
}

const nameNode = (named: ImportSpecifier | ObjectProperty): ASTNode => (named.type === 'ImportSpecifier' ? named.imported : named.key);

function exportedName(node: ASTNode): string | undefined {
  if (node.type !== 'ImportSpecifier' && node.type !== 'ObjectProperty') return undefined;
  const name = nameNode(node);
  return name.type === 'Identifier' ? name.name : undefined;
}

function siblingsOf({ j, root }: Source, { specifier, property }: Binding): readonly ASTNode[] {
  if (specifier !== undefined) return root.find(j.ImportDeclaration).nodes().find((node) => node.specifiers?.includes(specifier))?.specifiers ?? [];
  return root.find(j.ObjectPattern).nodes().find((node) => property !== undefined && node.properties.includes(property))?.properties ?? [];
}

/** Takes elements out of a comma-separated list, with the commas and spaces that belong to them; something must be left. */
export function removeFromList(elements: readonly ASTNode[], list: readonly ASTNode[]): readonly Replacement[] {
  const lastKept = list.findLast((element) => !elements.includes(element));
  const edits: Replacement[] = [];
  for (const [at, element] of list.entries()) {
    if (!elements.includes(element)) continue;
    const next = list[at + 1];
    // Behind the last one that stays, the comma in front goes too.
    if (lastKept === undefined || list.indexOf(lastKept) < at) {
      if (lastKept !== undefined) edits.push({ start: rangeOf(list[at - 1] ?? element).end, end: rangeOf(element).end, text: '' });
    } else if (next !== undefined) edits.push({ start: rangeOf(element).start, end: rangeOf(next).start, text: '' });
  }
  return edits;
}
