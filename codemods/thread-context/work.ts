/** What the passes of the solver share: it is worked out once, however often the solver tries again. */
import type { ts } from '@ts-morph/common';
import { classGroup, functionGroup } from './groups.js';
import type { Group, Need } from './model.js';
import type { Program } from './program.js';
import { Supplies, type Choices } from './supply.js';
import type { Bodied } from './syntax.js';
import { Uses } from './uses.js';

/** What does not depend on the choices of a pass: the uses of each group, and what is in reach at each place. */
export class Work {
  readonly program: Program;
  readonly supplies: Supplies;
  readonly uses: Uses;
  solver: { readonly isThreaded: (fn: ts.Node) => boolean } | undefined;
  readonly #groups: Map<ts.Node, Group> = new Map();

  constructor(program: Program, choices: Choices) {
    this.program = program;
    this.supplies = new Supplies(program, choices);
    this.uses = new Uses(program, (at) => this.supplies.at(at), this.supplies.entryPoints, (fn) => this.solver?.isThreaded(fn) === true);
  }

  groupOfFunction(fn: Bodied): Group {
    const known = this.#groups.get(fn);
    if (known !== undefined && this.program.families.members(fn).size === known.members.size) return known;
    const group = functionGroup(this.program, this.uses, fn);
    this.#groups.set(fn, group);
    return group;
  }

  /** The groups that have this need are to be looked at again. */
  forget(need: Need): void {
    for (const [key, group] of this.#groups) if (group.needs.includes(need)) this.#groups.delete(key);
  }

  groupOfClass(owner: ts.ClassLikeDeclaration): Group {
    const group = this.#groups.get(owner) ?? classGroup(this.uses, owner);
    this.#groups.set(owner, group);
    return group;
  }
}
