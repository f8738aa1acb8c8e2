/** What a fixpoint comes to: which uses are rewritten and how, and all that will be written for them. */
import type { Sink } from '../change/plan.js';
import { foremost, type Fixpoint } from './fixpoint.js';
import { isKeptForRequests } from './holders.js';
import type { Block, Group, Need, SinkNeed, Supply } from './model.js';
import type { Program } from './program.js';
import type { Supplies } from './supply.js';
import { isTestFile } from './tests.js';
import type { Uses } from './uses.js';
import type { Work } from './work.js';

export type Solution = {
  readonly sinks: readonly SolvedSink[];
  /** Everything that will be written, each with its supply. */
  readonly needs: ReadonlyMap<Need, Supply>;
  readonly groups: readonly Group[];
  readonly supplies: Supplies;
  readonly uses: Uses;
  readonly groupOf: (supply: Supply) => Group | undefined;
};

export type SolvedSink = SinkNeed & {
  readonly block: Block | undefined;
  readonly outcome: Sink['outcome'];
  /** Requests run through it as well, whatever else stands in its way. */
  readonly served: boolean;
};

export function solutionOf(program: Program, { supplies, uses }: Work, fixpoint: Fixpoint, sinks: readonly SinkNeed[]): Solution {
  const needs: Map<Need, Supply> = new Map();
  const groups: Set<Group> = new Set();
  const callerOf = (need: Need): Group | undefined => fixpoint.groupOf(fixpoint.needs.get(need));
  const isScoped = behind(fixpoint, callerOf, (need) => fixpoint.needs.get(need)?.kind === 'scope');
  const isAdapted = behind(fixpoint, callerOf, (need) => need.adapted === true);
  const isServed = servedBy(program, fixpoint);
  const solved = sinks.map((sink): SolvedSink => {
    const block = foremost(sink.needs.flatMap((need) => fixpoint.blockOf(need) ?? []));
    if (block !== undefined) return { ...sink, block, outcome: 'refused', served: isKeptForRequests(program, sink.at) || sink.needs.some(isServed) };
    // Whatever is known already was followed to its end.
    const waiting = sink.needs.filter((need) => !needs.has(need));
    for (let need = waiting.pop(); need !== undefined; need = waiting.pop()) {
      const supply = needs.has(need) ? undefined : fixpoint.needs.get(need);
      if (supply === undefined) continue;
      needs.set(need, supply);
      const group = fixpoint.groupOf(supply);
      if (group === undefined || groups.has(group)) continue;
      groups.add(group);
      waiting.push(...group.needs);
    }
    return { ...sink, block, outcome: sink.needs.some(isScoped) ? 'scoped' : sink.needs.some(isAdapted) ? 'adapted' : 'rewritten', served: true };
  });
  return { sinks: solved, needs, groups: [...groups], supplies, uses, groupOf: (supply) => fixpoint.groupOf(supply) };
}

/** Whether some caller of a place, however far away, works for a user. */
function servedBy(program: Program, fixpoint: Fixpoint): (need: Need) => boolean {
  const supplyOf = (need: Need): Supply | undefined => (need.free === true || isTestFile(program.oracle.fileOf(need.at)) ? undefined : fixpoint.needs.get(need));
  return behind(fixpoint, (need) => fixpoint.groupOf(supplyOf(need)), (need) => ['source', 'expression'].includes(supplyOf(need)?.kind ?? ''));
}

/** Whether a place is such, or one that hands a context to its function, however many callers away. Each function is looked at once. */
function behind(fixpoint: Fixpoint, callerOf: (need: Need) => Group | undefined, isSuch: (need: Need) => boolean): (need: Need) => boolean {
  let found: ReadonlySet<Group> | undefined;
  const search = (): ReadonlySet<Group> => {
    const callees: Map<Group, Group[]> = new Map();
    for (const group of fixpoint.groups) {
      for (const need of group.needs) {
        const caller = callerOf(need);
        const known = caller && callees.get(caller);
        if (known !== undefined) known.push(group);
        else if (caller !== undefined) callees.set(caller, [group]);
      }
    }
    const reached: Set<Group> = new Set();
    const waiting = fixpoint.groups.filter((group) => group.needs.some(isSuch));
    for (let group = waiting.pop(); group !== undefined; group = waiting.pop()) {
      if (reached.has(group)) continue;
      reached.add(group);
      waiting.push(...callees.get(group) ?? []);
    }
    return reached;
  };
  return (need) => {
    if (isSuch(need)) return true;
    const caller = callerOf(need);
    return caller !== undefined && (found ??= search()).has(caller);
  };
}
