/**
 * Which functions need the context: a least fixpoint, backwards from the sinks. A group that meets an obstacle keeps its
 * signature, and so does everything that would have needed it; where an inner function, a method or a dissolved field can
 * take the place of what failed, the next pass tries that.
 */
import { ts } from '@ts-morph/common';
import { readScopes, type ScopeReads } from './fallback.js';
import { isKeptForRequests } from './holders.js';
import { worksWithoutThis } from './classes.js';
import { isCalledByBase } from './initialisers.js';
import type { Block, Group, Need, SinkNeed, Supply } from './model.js';
import type { Program } from './program.js';
import { methodOwner, type Choices, type Supplies } from './supply.js';
import type { Bodied } from './syntax.js';
import { isTestFile } from './tests.js';
import type { Uses } from './uses.js';
import { Work } from './work.js';

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
  readonly reached: readonly Need[];
  /** Requests run through it as well, whatever else stands in its way. */
  readonly served: boolean;
};

/** Makes the places that need a context on account of the sinks; `dissolved` holds fields and constants that are given up. */
export type SinkFinder = (uses: Uses, dissolved: ReadonlySet<ts.Node>) => readonly SinkNeed[];

const MOST_PASSES = 50;

export function solve(program: Program, findSinks: SinkFinder, canDissolve: (holder: ts.Node) => boolean): Solution {
  const choices: Choices = { unfolded: new Set(), injected: new Set(), scoped: { functions: new Set(), uses: new Set() } };
  const refused = { injection: new Set<ts.ClassLikeDeclaration>(), dissolved: new Set<ts.Node>() };
  const work = new Work(program, choices);
  for (let pass = 0; ; pass += 1) {
    const solver = new Solver(program, work);
    work.solver = solver;
    const sinks = findSinks(work.uses, refused.dissolved);
    solver.run(sinks);
    if (pass < MOST_PASSES && solver.learn(choices, refused, sinks, canDissolve)) continue;
    if (pass < MOST_PASSES && solver.readScopes(sinks, choices.scoped)) continue;
    return solver.solution(sinks);
  }
}

class Solver {
  readonly #program: Program;
  readonly #work: Work;
  readonly #groups: Map<ts.Node, Group> = new Map();
  readonly #supplies: Supplies;
  readonly #supplyOf: Map<Need, Supply> = new Map();
  readonly #blocks: Map<Group, Block> = new Map();

  constructor(program: Program, work: Work) {
    this.#program = program;
    this.#work = work;
    this.#supplies = work.supplies;
  }

  isThreaded(fn: ts.Node): boolean {
    const group = this.#groups.get(this.#program.families.find(fn));
    return group !== undefined && !this.#blocks.has(group);
  }

  run(sinks: readonly SinkNeed[]): void {
    const waiting = sinks.flatMap((sink) => sink.needs);
    for (let need = waiting.pop(); need !== undefined; need = waiting.pop()) {
      if (this.#supplyOf.has(need)) continue;
      const supply: Supply = need.block !== undefined ? { kind: 'blocked', block: need.block } : need.free === true ? { kind: 'expression', text: '' } : this.#supplies.at(need.at);
      this.#supplyOf.set(need, supply);
      const group = this.#ensure(supply);
      if (group !== undefined) waiting.push(...group.needs);
    }
    this.#regroup();
    this.#propagate();
  }

  #ensure(supply: Supply): Group | undefined {
    if (supply.kind === 'parameter') {
      const root = this.#program.families.find(supply.owner);
      if (this.#groups.has(root)) return undefined;
      const group = this.#work.groupOfFunction(supply.owner);
      this.#groups.set(this.#program.families.find(supply.owner), group);
      return group;
    }
    if (supply.kind === 'constructor') {
      if (this.#groups.has(supply.owner)) return undefined;
      const group = this.#work.groupOfClass(supply.owner);
      this.#groups.set(supply.owner, group);
      return group;
    }
    return undefined;
  }

  /** Families may have been joined after their groups were made: one group stands for all of them. */
  #regroup(): void {
    for (const [key, group] of [...this.#groups]) {
      if (ts.isClassLike(key)) continue;
      const root = this.#program.families.find(key);
      const members = this.#program.families.members(key);
      if (root === key && members.size === group.members.size) continue;
      const fn = group.key as Bodied;
      const whole = this.#work.groupOfFunction(fn);
      const before = this.#groups.get(root);
      this.#groups.delete(key);
      this.#groups.set(root, before === undefined || before === group ? whole : { ...whole, block: whole.block ?? before.block });
      this.run([{ at: fn, accessor: '', needs: whole.needs }]);
    }
  }

  groupOf(supply: Supply | undefined): Group | undefined {
    if (supply?.kind === 'parameter') return this.#groups.get(this.#program.families.find(supply.owner));
    if (supply?.kind === 'constructor') return this.#groups.get(supply.owner);
    return undefined;
  }

  #propagate(): void {
    const callees: Map<Group, Group[]> = new Map();
    const late: Group[] = [];
    for (const group of this.#groups.values()) {
      if (group.needs.some((need) => need.lateBlock !== undefined)) late.push(group);
      for (const need of group.needs) {
        const caller = this.groupOf(this.#supplyOf.get(need));
        if (caller !== undefined) callees.set(caller, [...(callees.get(caller) ?? []), group]);
      }
    }
    const waiting: Group[] = [];
    const check = (group: Group): void => {
      if (this.#blocks.has(group)) return;
      const block = group.block ?? foremost(group.needs.flatMap((need) => this.#blockOf(need) ?? []));
      if (block === undefined) return;
      this.#blocks.set(group, block);
      waiting.push(group);
    };
    for (const group of this.#groups.values()) check(group);
    for (;;) {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) for (const callee of callees.get(next) ?? []) check(callee);
      // What depends on which others take the context can only become worse as those are given up.
      for (const group of late) check(group);
      if (waiting.length === 0) return;
    }
  }

  #blockOf(need: Need): Block | undefined {
    const block = need.block ?? need.lateBlock?.();
    if (block !== undefined) return block;
    const supply = this.#supplyOf.get(need);
    if (supply?.kind === 'blocked') return supply.block;
    const group = this.groupOf(supply);
    return group === undefined ? undefined : this.#blocks.get(group);
  }

  readScopes(sinks: readonly SinkNeed[], reads: ScopeReads): boolean {
    const { fallback, answers } = this.#program.request;
    if (fallback !== 'scope' && answers === undefined) return false;
    return readScopes(this.#program, {
      sinks,
      groups: [...this.#groups.values()],
      supplyOf: (need) => this.#supplyOf.get(need),
      groupOf: (supply) => this.groupOf(supply),
      blockOf: (need) => this.#blockOf(need),
    }, reads);
  }

  /** Looks at what failed, and whether something else can be tried. */
  learn(choices: Choices, refused: { readonly injection: Set<ts.ClassLikeDeclaration>; readonly dissolved: Set<ts.Node> }, sinks: readonly SinkNeed[], canDissolve: (holder: ts.Node) => boolean): boolean {
    let learnt = false;
    const add = <T>(set: Set<T>, item: T): void => {
      if (set.has(item)) return;
      set.add(item);
      learnt = true;
    };
    const failed = [...this.#supplyOf.values()].filter((supply) => hasAlternative(supply) && this.#isBlockedGroup(this.groupOf(supply)));
    // What failed only because something else did, which has an alternative of its own, is not to be given up yet.
    const causes = failed.filter((supply) => !this.#failsThrough(supply));
    for (const supply of causes.length > 0 ? causes : failed) {
      const inner = supply.kind === 'parameter' ? supply.instead.at(-1) : undefined;
      if (inner !== undefined) add(choices.unfolded, inner);
      if (supply.kind !== 'constructor') continue;
      add(refused.injection, supply.owner);
      if (choices.injected.delete(supply.owner)) learnt = true;
    }
    if (learnt) return true;
    for (const need of this.#supplyOf.keys()) {
      if (need.keep === undefined || this.#blockOf(need) === undefined || !need.keep()) continue;
      this.#work.forget(need);
      learnt = true;
    }
    if (learnt) return true;
    for (const sink of sinks) {
      const holder = sink.holder;
      if (holder === undefined || refused.dissolved.has(holder) || !canDissolve(holder)) continue;
      if (sink.needs.some((need) => this.#blockOf(need) !== undefined)) add(refused.dissolved, holder);
    }
    if (!learnt) for (const owner of this.#worthInjecting()) if (!refused.injection.has(owner)) add(choices.injected, owner);
    return learnt;
  }

  #isBlockedGroup(group: Group | undefined): boolean {
    return group !== undefined && this.#blocks.has(group);
  }

  /** Whether the obstacle lies behind another supply that could be replaced. */
  #failsThrough(supply: Supply): boolean {
    const seen: Set<Group> = new Set();
    for (let group = this.groupOf(supply); group !== undefined && !seen.has(group);) {
      seen.add(group);
      const cause = group.block === undefined ? group.needs.find((need) => this.#blockOf(need) !== undefined) : undefined;
      const next = cause === undefined || cause.block !== undefined ? undefined : this.#supplyOf.get(cause);
      if (next === undefined) return false;
      group = this.groupOf(next);
      if (group !== undefined && !seen.has(group) && hasAlternative(next)) return true;
    }
    return false;
  }

  /** E16: classes two of whose methods take the context, or whose constructor takes it anyway. */
  #worthInjecting(): ts.ClassLikeDeclaration[] {
    const methods: Map<ts.ClassLikeDeclaration, Bodied[]> = new Map();
    for (const group of this.#groups.values()) {
      if (this.#blocks.has(group)) continue;
      const [member, ...others] = group.members;
      const owner = member === undefined || others.length > 0 || ts.isClassLike(member) ? undefined : methodOwner(member as Bodied);
      if (owner !== undefined) methods.set(owner, [...(methods.get(owner) ?? []), member as Bodied]);
    }
    return [...methods].filter(([owner]) => this.#isConstructed(owner)).filter(([owner, own]) => own.length >= 2 || this.#groups.has(owner) && !this.#isBlocked(owner))
      .filter(([, own]) => !own.some((method) => worksWithoutThis(this.#program, method))).map(([owner]) => owner);
  }

  /** A class that only ever comes in as a parameter is made by others, who know nothing of a context. */
  #isConstructed(owner: ts.ClassLikeDeclaration): boolean {
    const group = this.#groups.get(owner) ?? this.#work.groupOfClass(owner);
    // One that is made at module level lives as long as the process, whatever its other constructions do.
    return !isCalledByBase(this.#program.oracle, owner) && group.needs.length > 0 && group.block === undefined && group.needs.every((need) => need.block === undefined && this.#supplies.at(need.at).kind !== 'blocked');
  }

  #isBlocked(owner: ts.Node): boolean {
    const group = this.#groups.get(owner);
    return group !== undefined && this.#blocks.has(group);
  }

  /** Whether some caller of the use, however far away, works for a user. */
  #serves(sink: SinkNeed): boolean {
    if (isKeptForRequests(this.#program, sink.at)) return true;
    const seen: Set<Group> = new Set();
    const waiting = [...sink.needs];
    for (let need = waiting.pop(); need !== undefined; need = waiting.pop()) {
      const supply = this.#supplyOf.get(need);
      if (need.free === true || supply === undefined || isTestFile(this.#program.oracle.fileOf(need.at))) continue;
      if (supply.kind === 'source' || supply.kind === 'expression') return true;
      const group = this.groupOf(supply);
      if (group === undefined || seen.has(group)) continue;
      seen.add(group);
      waiting.push(...group.needs);
    }
    return false;
  }

  solution(sinks: readonly SinkNeed[]): Solution {
    const needs: Map<Need, Supply> = new Map();
    const groups: Set<Group> = new Set();
    const solved = sinks.map((sink): SolvedSink => {
      const block = foremost(sink.needs.flatMap((need) => this.#blockOf(need) ?? []));
      if (block !== undefined) return { ...sink, block, reached: [], served: this.#serves(sink) };
      const reached: Set<Need> = new Set();
      const waiting = [...sink.needs];
      for (let need = waiting.pop(); need !== undefined; need = waiting.pop()) {
        if (reached.has(need)) continue;
        reached.add(need);
        const supply = this.#supplyOf.get(need);
        if (supply === undefined) continue;
        needs.set(need, supply);
        const group = this.groupOf(supply);
        if (group === undefined) continue;
        groups.add(group);
        waiting.push(...group.needs);
      }
      return { ...sink, block, reached: [...reached], served: true };
    });
    return { sinks: solved, needs, groups: [...groups], supplies: this.#supplies, uses: this.#work.uses, groupOf: (supply) => this.groupOf(supply) };
  }
}

function hasAlternative(supply: Supply): boolean {
  return supply.kind === 'constructor' || (supply.kind === 'parameter' && supply.instead.length > 0);
}

/** A tuple type is an obstacle only where nothing else is: the spread that uses it says more. */
function foremost(blocks: readonly Block[]): Block | undefined {
  return blocks.find((block) => block.code !== 'TYPE_LEVEL_USE') ?? blocks[0];
}
