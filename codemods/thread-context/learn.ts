/**
 * What a pass has failed at, and what the next one tries instead: an inner function, a method or the reads of a dissolved
 * field can take the place of what failed.
 */
import { ts } from '@ts-morph/common';
import { worksWithoutThis } from './classes.js';
import type { Fixpoint } from './fixpoint.js';
import { isCalledByBase } from './initialisers.js';
import type { Group, SinkNeed, Supply } from './model.js';
import type { Program } from './program.js';
import { methodOwner, type Choices } from './supply.js';
import type { Bodied } from './syntax.js';
import type { Work } from './work.js';

/** What was tried and cannot be. */
export type Refused = { readonly injection: Set<ts.ClassLikeDeclaration>; readonly dissolved: Set<ts.Node> };

/** Looks at what failed, and says whether something else can be tried. */
export function learn(program: Program, work: Work, fixpoint: Fixpoint, sinks: readonly SinkNeed[], choices: Choices, refused: Refused): boolean {
  let learnt = false;
  const add = <T>(set: Set<T>, item: T): void => {
    if (set.has(item)) return;
    set.add(item);
    learnt = true;
  };
  const failed = [...fixpoint.needs.values()].filter((supply) => hasAlternative(supply) && fixpoint.isBlocked(fixpoint.groupOf(supply)));
  // What failed only because something else did, which has an alternative of its own, is not to be given up yet.
  const causes = failed.filter((supply) => !failsThrough(fixpoint, supply));
  for (const supply of causes.length > 0 ? causes : failed) {
    const inner = supply.kind === 'parameter' ? supply.instead.at(-1) : undefined;
    if (inner !== undefined) add(choices.unfolded, inner);
    if (supply.kind !== 'constructor') continue;
    add(refused.injection, supply.owner);
    if (choices.injected.delete(supply.owner)) learnt = true;
  }
  if (learnt) return true;
  for (const need of fixpoint.needs.keys()) {
    if (need.keep === undefined || fixpoint.blockOf(need) === undefined || !need.keep()) continue;
    work.forget(need);
    learnt = true;
  }
  if (learnt) return true;
  for (const { holder, needs } of sinks) {
    if (holder !== undefined && !refused.dissolved.has(holder) && needs.some((need) => fixpoint.blockOf(need) !== undefined)) add(refused.dissolved, holder);
  }
  if (!learnt) for (const owner of worthInjecting(program, work, fixpoint)) if (!refused.injection.has(owner)) add(choices.injected, owner);
  return learnt;
}

/** Whether the obstacle lies behind another supply that could be replaced. */
function failsThrough(fixpoint: Fixpoint, supply: Supply): boolean {
  const seen: Set<Group> = new Set();
  for (let group = fixpoint.groupOf(supply); group !== undefined && !seen.has(group);) {
    seen.add(group);
    const cause = group.block === undefined ? group.needs.find((need) => fixpoint.blockOf(need) !== undefined) : undefined;
    const next = cause === undefined || cause.block !== undefined ? undefined : fixpoint.needs.get(cause);
    if (next === undefined) return false;
    group = fixpoint.groupOf(next);
    if (group !== undefined && !seen.has(group) && hasAlternative(next)) return true;
  }
  return false;
}

function hasAlternative(supply: Supply): boolean {
  return supply.kind === 'constructor' || (supply.kind === 'parameter' && supply.instead.length > 0);
}

/** E16: classes two of whose methods take the context, or whose constructor takes it anyway. */
function worthInjecting(program: Program, work: Work, fixpoint: Fixpoint): ts.ClassLikeDeclaration[] {
  const methods: Map<ts.ClassLikeDeclaration, Bodied[]> = new Map();
  for (const group of fixpoint.groups) {
    if (fixpoint.isBlocked(group)) continue;
    const [member, ...others] = group.members;
    const owner = member === undefined || others.length > 0 || ts.isClassLike(member) ? undefined : methodOwner(member as Bodied);
    if (owner !== undefined) methods.set(owner, [...(methods.get(owner) ?? []), member as Bodied]);
  }
  const isInjected = (owner: ts.ClassLikeDeclaration): boolean => {
    const group = fixpoint.groupOfClass(owner);
    return group !== undefined && !fixpoint.isBlocked(group);
  };
  return [...methods].filter(([owner, own]) => isConstructed(program, work, owner, fixpoint.groupOfClass(owner)) && (own.length >= 2 || isInjected(owner)) && !own.some((method) => worksWithoutThis(program, method))).map(([owner]) => owner);
}

/** A class that only ever comes in as a parameter is made by others, who know nothing of a context. */
function isConstructed(program: Program, work: Work, owner: ts.ClassLikeDeclaration, known: Group | undefined): boolean {
  const group = known ?? work.groupOfClass(owner);
  // One that is made at module level lives as long as the process, whatever its other constructions do.
  return !isCalledByBase(program.oracle, owner) && group.needs.length > 0 && group.block === undefined && group.needs.every((need) => need.block === undefined && work.supplies.at(need.at).kind !== 'blocked');
}
