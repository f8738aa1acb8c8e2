import { MODULE_FUNCTION } from '../facts/facts.js';
import type { Entry } from './entries/entries.js';
import type { CallSite, Fn, Program } from './program.js';

/** When a function runs. `unknown`: nothing in the program calls it. */
export type Reach = 'request' | 'boot' | 'unknown';

/** How a function was reached first: by a call, or because it is written inside (and given away by) another. */
export type Step = { readonly from: Fn; readonly site: CallSite | undefined };

/** Who runs when: forwards from the entry points, and forwards from the modules' top level. */
export class Reachability {
  readonly entries: ReadonlyMap<Fn, Entry>;
  readonly #request: Map<Fn, Step | undefined> = new Map();
  readonly #boot: Map<Fn, Step | undefined> = new Map();

  constructor(program: Program, entries: ReadonlyMap<Fn, Entry>) {
    this.entries = entries;
    const children = childrenOf(program);
    spread(program, [...entries.keys()], this.#request, children, () => true);
    const modules = [...program.allFunctions()].filter(({ id }) => id === MODULE_FUNCTION);
    spread(program, modules, this.#boot, children, (fn) => !entries.has(fn));
  }

  of(fn: Fn): Reach {
    if (this.#request.has(fn)) return 'request';
    return this.#boot.has(fn) ? 'boot' : 'unknown';
  }

  /** Whether it also runs while the program starts. */
  isBoot(fn: Fn): boolean {
    return this.#boot.has(fn);
  }

  /** Whether the program is known to call it while it starts: a callback may run later, or never. */
  isSurelyBoot(fn: Fn): boolean {
    let at = fn;
    for (let step = this.#boot.get(at); step; step = this.#boot.get(at)) {
      if (!step.site) return false;
      at = step.from;
    }
    return at.id === MODULE_FUNCTION;
  }

  /** The way from an entry point (first) to a function (last). */
  path(fn: Fn): readonly (Step & { readonly to: Fn })[] {
    const steps: (Step & { readonly to: Fn })[] = [];
    let at = fn;
    for (let step = this.#request.get(at); step && steps.length < 20; step = this.#request.get(at)) {
      steps.unshift({ ...step, to: at });
      at = step.from;
    }
    return steps;
  }

  entryOf(fn: Fn): Entry | undefined {
    const first = this.path(fn)[0]?.from ?? fn;
    return this.entries.get(first);
  }
}

function childrenOf(program: Program): ReadonlyMap<Fn, readonly Fn[]> {
  const children: Map<Fn, Fn[]> = new Map();
  for (const fn of program.allFunctions()) {
    if (!fn.parent || fn.parent.id === MODULE_FUNCTION || isOnlyCalled(fn)) continue;
    const list = children.get(fn.parent);
    if (list) list.push(fn);
    else children.set(fn.parent, [fn]);
  }
  // What is handed to code that cannot be followed runs when that code likes, so as if it were called here.
  for (const fn of program.allFunctions()) {
    for (const { site } of fn.handedTo) {
      if (site.targets.length > 0 || (site.from === fn.parent && site.from.id !== MODULE_FUNCTION && !isOnlyCalled(fn))) continue;
      const list = children.get(site.from);
      if (list) list.push(fn);
      else children.set(site.from, [fn]);
    }
  }
  return children;
}

/** A helper whose every use is a call that is known runs when it is called, not when it is defined. */
function isOnlyCalled(fn: Fn): boolean {
  return fn.callers.length > 0 && fn.handedTo.every(({ site }) => site.targets.length > 0);
}

function spread(program: Program, starts: readonly Fn[], reached: Map<Fn, Step | undefined>, children: ReadonlyMap<Fn, readonly Fn[]>, enters: (fn: Fn) => boolean): void {
  const queue: Fn[] = [];
  for (const start of starts) {
    if (reached.has(start)) continue;
    reached.set(start, undefined);
    queue.push(start);
  }
  const visit = (fn: Fn, step: Step): void => {
    if (reached.has(fn) || !enters(fn)) return;
    reached.set(fn, step);
    queue.push(fn);
  };
  // The queue grows while it is walked.
  for (const next of queue) {
    for (const site of next.calls) if (!site.isOfParameter) for (const target of site.targets) visit(target, { from: next, site });
    for (const { site, target } of program.runsThrough(next)) visit(target, { from: next, site });
    // A function written inside a running one is taken to run too: as a callback, a returned closure, a method.
    for (const child of children.get(next) ?? []) if (child.fact.class === undefined || child.parent !== next) visit(child, { from: next, site: undefined });
  }
}
