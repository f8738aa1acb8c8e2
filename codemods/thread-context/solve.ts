/** Solves for who takes the context: a fixpoint, and another one with what the last has taught, until nothing more can be tried. */
import type { ts } from '@ts-morph/common';
import { readScopes } from './fallback.js';
import { Fixpoint } from './fixpoint.js';
import { learn, type Refused } from './learn.js';
import type { SinkNeed } from './model.js';
import type { Program } from './program.js';
import { solutionOf, type Solution } from './solution.js';
import type { Choices } from './supply.js';
import type { Uses } from './uses.js';
import { Work } from './work.js';

/** Makes the places that need a context on account of the sinks; `dissolved` holds fields and constants that are given up. */
export type SinkFinder = (uses: Uses, dissolved: ReadonlySet<ts.Node>) => readonly SinkNeed[];

const MOST_PASSES = 50;

export function solve(program: Program, findSinks: SinkFinder): Solution {
  const choices: Choices = { unfolded: new Set(), injected: new Set(), scoped: { functions: new Set(), uses: new Set() } };
  const refused: Refused = { injection: new Set(), dissolved: new Set() };
  const work = new Work(program, choices);
  for (let pass = 0; ; pass += 1) {
    const fixpoint = new Fixpoint(program, work);
    work.solver = fixpoint;
    const sinks = findSinks(work.uses, refused.dissolved);
    fixpoint.run(sinks);
    if (pass < MOST_PASSES && (learn(program, work, fixpoint, sinks, choices, refused) || readScopesOf(program, fixpoint, sinks, choices))) continue;
    return solutionOf(program, work, fixpoint, sinks);
  }
}

function readScopesOf(program: Program, fixpoint: Fixpoint, sinks: readonly SinkNeed[], { scoped }: Choices): boolean {
  const { fallback, answers } = program.request;
  if (fallback !== 'scope' && answers === undefined) return false;
  return readScopes(program, {
    sinks,
    groups: fixpoint.groups,
    supplyOf: (need) => fixpoint.needs.get(need),
    groupOf: (supply) => fixpoint.groupOf(supply),
    blockOf: (need) => fixpoint.blockOf(need),
  }, scoped);
}
