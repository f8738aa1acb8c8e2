import { ts } from '@ts-morph/common';
import { contains } from '../thread-context/syntax.js';
import type { Tools } from './constructor.js';

/** Takes a name out of the imports of files where all its uses were in what is replaced. */
export function dropUnused({ oracle, imports }: Tools, name: string, replaced: readonly ts.Node[]): void {
  for (const source of new Set(replaced.map((one) => one.getSourceFile()))) {
    const named = oracle.identifiers(oracle.fileOf(source), name);
    const specifier = named.map(({ parent }) => parent).find(ts.isImportSpecifier);
    const isLeft = named.some((node) => node.parent !== specifier && !replaced.some((one) => contains(one, node)));
    if (specifier !== undefined && !isLeft) imports.drop(specifier);
  }
}
