/** B12: an object of one type may stand for one of another that it does not name. */
import { ts } from '@ts-morph/common';
import { statementsKnowing } from '../oracle/knowing.js';
import type { TypeOracle } from '../oracle/oracle.js';

export type Owned = { readonly member: ts.Node; readonly owner: ts.Node | undefined };

/** Statements that know both types of such a pair: only there can one be handed over for the other. */
export function standIns(oracle: TypeOracle, members: readonly Owned[], related: (a: ts.Node, b: ts.Node) => boolean): ReadonlySet<ts.Statement> {
  const found: Set<ts.Statement> = new Set();
  const slots: Map<ts.Statement, Set<SlotOwner>> = new Map();
  for (const { member, owner } of members) {
    if (owner === undefined || !(ts.isInterfaceDeclaration(owner) || ts.isTypeLiteralNode(owner))) continue;
    for (const statement of statementsKnowing(oracle, owner)) slots.set(statement, (slots.get(statement) ?? new Set()).add({ member, owner }));
  }
  if (slots.size === 0) return found;
  for (const { member, owner } of members) {
    if (owner === undefined) continue;
    const fitting: Map<ts.Node, boolean> = new Map();
    for (const statement of statementsKnowing(oracle, owner)) {
      for (const slot of slots.get(statement) ?? []) {
        const stands = fitting.get(slot.member) ?? (!related(member, slot.member) && fits(oracle, owner, slot.owner));
        fitting.set(slot.member, stands);
        if (stands) found.add(statement);
      }
    }
  }
  return found;
}

type SlotOwner = { readonly member: ts.Node; readonly owner: ts.Node };

function fits(oracle: TypeOracle, owner: ts.Node, slot: ts.Node): boolean {
  const [given, wanted] = [oracle.type(owner), oracle.type(slot)];
  return wanted.getProperties().every((property) => (property.flags & ts.SymbolFlags.Optional) !== 0 || given.getProperty(property.name) !== undefined);
}
