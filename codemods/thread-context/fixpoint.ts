/**
 * Which functions need the context: a least fixpoint, backwards from the sinks. A group that meets an obstacle keeps its
 * signature, and so does everything that would have needed it.
 */
import { ts } from '@ts-morph/common';
import type { Block, Group, Need, SinkNeed, Supply } from './model.js';
import type { Program } from './program.js';
import { onTimer } from './start-up.js';
import type { Bodied } from './syntax.js';
import type { Work } from './work.js';

export class Fixpoint {
  readonly #program: Program;
  readonly #work: Work;
  readonly #groups: Map<ts.Node, Group> = new Map();
  readonly #supplyOf: Map<Need, Supply> = new Map();
  readonly #blocks: Map<Group, Block> = new Map();

  constructor(program: Program, work: Work) {
    this.#program = program;
    this.#work = work;
  }

  get groups(): readonly Group[] {
    return [...this.#groups.values()];
  }

  /** Every place that was looked at, and where its context comes from. */
  get needs(): ReadonlyMap<Need, Supply> {
    return this.#supplyOf;
  }

  isThreaded(fn: ts.Node): boolean {
    const group = this.#groups.get(this.#program.families.find(fn));
    return group !== undefined && !this.#blocks.has(group);
  }

  run(sinks: readonly SinkNeed[]): void {
    const waiting = sinks.flatMap((sink) => sink.needs);
    for (let need = waiting.pop(); need !== undefined; need = waiting.pop()) {
      if (this.#supplyOf.has(need)) continue;
      const supply: Supply = need.block !== undefined ? { kind: 'blocked', block: need.block } : need.free === true ? { kind: 'expression', text: '' } : this.#work.supplies.at(need.at);
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

  /** The group that supplies a place from its own callers. */
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
        if (caller === undefined) continue;
        const known = callees.get(caller);
        if (known === undefined) callees.set(caller, [group]);
        else known.push(group);
      }
    }
    const waiting: Group[] = [];
    const check = (group: Group): void => {
      if (this.#blocks.has(group)) return;
      const block = group.block ?? foremost(group.needs.flatMap((need) => this.blockOf(need) ?? []));
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

  /** What stands in the way of a place, be it far away. */
  blockOf(need: Need): Block | undefined {
    const block = need.block ?? need.lateBlock?.();
    if (block !== undefined) return block;
    const supply = this.#supplyOf.get(need);
    if (supply?.kind === 'blocked') return supply.block;
    const group = this.groupOf(supply);
    const far = group === undefined ? undefined : this.#blocks.get(group);
    return far?.code === 'FRAMEWORK_CALLED' ? onTimer(need.at) ?? far : far;
  }

  isBlocked(group: Group | undefined): boolean {
    return group !== undefined && this.#blocks.has(group);
  }

  /** The group of a class whose constructor takes the context. */
  groupOfClass(owner: ts.Node): Group | undefined {
    return this.#groups.get(owner);
  }
}

/** A tuple type is an obstacle only where nothing else is: the spread that uses it says more. */
export function foremost(blocks: readonly Block[]): Block | undefined {
  return blocks.find((block) => block.code !== 'TYPE_LEVEL_USE') ?? blocks[0];
}
