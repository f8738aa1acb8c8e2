/** Which statements can hold a value of a declaration: those that it reaches. */
import type { ts } from '@ts-morph/common';
import { Influence, type Reached } from './influence.js';
import type { TypeOracle } from './oracle.js';
import { isSurface, statementAround } from './surface.js';

const known: WeakMap<object, Map<ts.Node, ReadonlySet<ts.Statement>>> = new WeakMap();

/** Where nothing can be told, all in the files that import its own. */
export function statementsKnowing(oracle: TypeOracle, declaration: ts.Node): ReadonlySet<ts.Statement> {
  const statement = statementAround(declaration);
  if (statement === undefined || !oracle.isOwn(statement)) return new Set();
  const isLocal = !isSurface(declaration, statement);
  const all = known.get(oracle.knowledge) ?? new Map<ts.Node, ReadonlySet<ts.Statement>>();
  known.set(oracle.knowledge, all);
  // All that a statement declares reaches the same places; what stands in a closed body reaches no other.
  const key = isLocal ? declaration : statement;
  let found = all.get(key);
  if (found === undefined) {
    const influence = new Influence(oracle);
    if (isLocal) influence.reach(statement);
    else influence.declare(statement);
    found = statementsIn(oracle, influence.close([oracle.fileOf(statement)]));
    all.set(key, found);
  }
  return found;
}

function statementsIn(oracle: TypeOracle, reached: Reached): ReadonlySet<ts.Statement> {
  return new Set([...reached].flatMap(([file, statements]) => [...(statements === 'whole' ? oracle.source(file)?.statements ?? [] : statements)]));
}
