/** What stands beside a singleton: where its one instance is kept, and what its methods keep outside of it. */
import { ts } from '@ts-morph/common';
import type { TypeOracle } from '../oracle/oracle.js';
import { contains, forEachDescendant, isStatic } from '../thread-context/syntax.js';
import { callersIn } from './judge.js';
import { variableAt, variablesOf, type Variable } from './module-state.js';
import { divide, type Candidate, type Slot, type StateAnswers } from './partition.js';
import type { Singleton } from './singleton.js';
import { fieldAt, usesOf } from './uses.js';
import type { SlotAt } from './writes.js';

type Place = { readonly declaration: Variable | ts.PropertyDeclaration; readonly field: string; readonly name: string; readonly at: SlotAt };

/** Variables of the module and statics of the class, but for locals of the accessor itself. */
function placesBeside(oracle: TypeOracle, { class: owner, declaration }: Singleton): readonly Place[] {
  const source = (owner ?? declaration).getSourceFile();
  const variables = [...new Set([source, declaration.getSourceFile()])].flatMap(variablesOf).filter((variable) => !contains(declaration, variable));
  const statics = owner?.members.filter(ts.isPropertyDeclaration).filter((member) => isStatic(member) && member !== declaration) ?? [];
  return [
    ...variables.map((variable) => ({ declaration: variable, field: variable.name.text, name: variable.name.text, at: variableAt(oracle, variable) })),
    ...statics.flatMap((member) => {
      const field = member.name.getText();
      return owner === undefined ? [] : [{ declaration: member, field, name: `${owner.name?.text ?? 'class'}.${field}`, at: fieldAt(oracle, owner, field, member) }];
    }),
  ];
}

/** Where the one instance is kept: `let instance`, `static instance`. */
export function holdersOf(oracle: TypeOracle, singleton: Singleton): readonly Place[] {
  return placesBeside(oracle, singleton).filter((place) => isHolder(oracle, singleton, place));
}

function isHolder(oracle: TypeOracle, { expression, declaration, class: owner }: Singleton, { declaration: kept, at }: Place): boolean {
  const isMaking = (value: ts.Node): boolean => (expression !== undefined && contains(value, expression)) || (expression === undefined && value.kind === ts.SyntaxKind.ThisKeyword);
  if (kept.initializer !== undefined && isMaking(kept.initializer)) return true;
  const home = expression === undefined ? owner : declaration;
  let found = false;
  if (home !== undefined) {
    forEachDescendant(home, (node) => {
      if (ts.isBinaryExpression(node) && /^(=|\?\?=|\|\|=)$/.test(node.operatorToken.getText()) && at(node.left) !== undefined) found ||= isMaking(node.right);
      return undefined;
    });
  }
  return found || oracle.type(kept).getSymbol()?.declarations?.some((one) => one === owner) === true;
}

/** What its methods write although it is not part of the instance. Making the instance anew does not make this anew. */
export function besideOf(oracle: TypeOracle, singleton: Singleton, answers: StateAnswers): readonly Slot[] {
  const home = singleton.class ?? singleton.declaration;
  const candidates = placesBeside(oracle, singleton).filter((place) => !isHolder(oracle, singleton, place)).flatMap(({ declaration, field, name, at }): Candidate<Place['declaration']>[] => {
    const uses = usesOf(oracle, [oracle.fileOf(declaration)], at);
    return uses.writes.some((write) => contains(home, write.at)) ? [{ declaration, field, name, at, uses }] : [];
  });
  const isCallers = callersIn(candidates);
  // It stays where it is, so only what callers hand in has to be asked about.
  const stays = (slot: Slot): boolean => slot.kind === 'unclear' && !candidates.some(({ field, uses }) => field === slot.field && uses.writes.some(isCallers));
  return divide(oracle, candidates, answers).map((slot) => ({ ...slot, ...(stays(slot) && { kind: 'process', why: 'is not part of the instance, and no caller\'s' }), isBeside: true }));
}
