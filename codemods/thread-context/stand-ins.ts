/** B12: an object of one type may stand for one of another that it does not name. */
import { ts } from '@ts-morph/common';
import type { TypeOracle } from '../oracle/oracle.js';

export type Owned = { readonly member: ts.Node; readonly owner: ts.Node | undefined };

/** Files that know both types of such a pair: only there can one be handed over for the other. */
export function filesWithStandIns(oracle: TypeOracle, members: readonly Owned[], related: (a: ts.Node, b: ts.Node) => boolean): ReadonlySet<string> {
  const files: Set<string> = new Set();
  for (const slot of members) {
    if (slot.owner === undefined || !(ts.isInterfaceDeclaration(slot.owner) || ts.isTypeLiteralNode(slot.owner))) continue;
    for (const { member, owner } of members) {
      if (owner === undefined || related(member, slot.member) || !fits(oracle, owner, slot.owner)) continue;
      const here = oracle.dependents([oracle.fileOf(owner)]);
      for (const file of oracle.dependents([oracle.fileOf(slot.owner)])) if (here.has(file)) files.add(file);
    }
  }
  return files;
}

function fits(oracle: TypeOracle, owner: ts.Node, slot: ts.Node): boolean {
  const [given, wanted] = [oracle.type(owner), oracle.type(slot)];
  return wanted.getProperties().every((property) => (property.flags & ts.SymbolFlags.Optional) !== 0 || given.getProperty(property.name) !== undefined);
}
