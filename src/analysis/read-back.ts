import { MODULE_FUNCTION, type Value, type Write } from '../facts/facts.js';
import type { Effect } from './effect.js';
import { wholeHandedOut } from './handed-out.js';
import { type Fn, isWithin, type Program } from './program.js';
import type { Reachability } from './reach.js';
import { type Place, placeKey, referenceKey } from './places.js';
import { ReadNames, wholeExport } from './read-names.js';

export type ReadSite = { readonly fn: Fn; readonly file: string; readonly of: Value; readonly at: number };

/** How a written value comes back out: after an await of the writer, or in a function that another request runs. */
export type ReadBack =
  | { readonly kind: 'after-await'; readonly read: ReadSite; readonly awaitAt: number }
  | { readonly kind: 'elsewhere'; readonly read: ReadSite }
  /** Every read follows its write at once: nobody can come between. */
  | { readonly kind: 'synchronous' }
  | { readonly kind: 'never' };

/** Finds the reads of a place, from an index that is built when the first question comes. */
export class ReadIndex {
  readonly #program: Program;
  readonly #reach: Reachability;
  readonly #names: ReadNames;
  #byName: Map<string, { readonly fn: Fn; readonly of: Value; readonly at: number }[]> | undefined;
  readonly #found: Map<string, readonly ReadSite[]> = new Map();

  constructor(program: Program, reach: Reachability) {
    this.#program = program;
    this.#reach = reach;
    this.#names = new ReadNames(program);
  }

  /** Reads of a place, or of something inside or around it. */
  reads(place: Place): readonly ReadSite[] {
    const key = keyOf(place);
    const known = this.#found.get(key);
    if (known) return known;
    const found: ReadSite[] = [];
    for (const name of this.#names.of(place)) {
      for (const { fn, of, at } of this.#index().get(name) ?? []) {
        if (fn.id !== MODULE_FUNCTION && this.#denotes(fn.file, of, key, place)) found.push({ fn, file: fn.file, of, at });
      }
    }
    this.#found.set(key, found);
    return found;
  }

  /** How what an effect wrote is read again. */
  of(effect: Effect): ReadBack {
    const reads = this.reads(effect.place);
    const writtenAt = effect.doneAt ?? effect.at;
    const writer = effect.fn;
    let synchronous = false;
    const handedOut = wholeHandedOut(this.#program, this.#reach, effect);
    if (handedOut) return { kind: 'elsewhere', read: { fn: writer, file: writer.file, of: handedOut, at: writer.fact.end } };
    for (const read of reads) {
      const inWriter = isWithin(read.fn, writer);
      if (!inWriter && this.#isRewritten(read, effect.place)) {
        synchronous = true;
        continue;
      }
      if (!inWriter) {
        if (effect.mode === 'assign' && effect.absent.length === 0 && !read.fn.fact.awaits.some((at) => at <= read.at) && this.#followsAtOnce(writer, read.fn, writtenAt)) synchronous = true;
        else return { kind: 'elsewhere', read };
        continue;
      }
      if (read.fn !== writer) return { kind: 'elsewhere', read };
      if (read.at <= writtenAt) {
        if (!this.#isRewritten(read, effect.place)) return { kind: 'elsewhere', read };
        synchronous = true;
        continue;
      }
      const awaitAt = writer.fact.awaits.find((at) => at > writtenAt && at <= read.at);
      if (awaitAt !== undefined) return { kind: 'after-await', read, awaitAt };
      if (this.#mayBeSkipped(effect, read.at)) return { kind: 'elsewhere', read };
      synchronous = true;
    }
    return synchronous ? { kind: 'synchronous' } : { kind: 'never' };
  }

  /** Whether the reader has written the place itself, just before: then it reads its own. */
  #isRewritten(read: ReadSite, place: Place): boolean {
    const own = this.#storage(place);
    return this.#program.facts(read.file).writes.some((write) => write.function === read.fn.id && write.operator === '=' && (write.done ?? write.at) < read.at && !isSkipped(write.branch, read.at)
      && !read.fn.fact.awaits.some((at) => at > (write.done ?? write.at) && at <= read.at)
      && this.#program.references.places(read.file, write.target).some((other) => this.#storage(other) === own));
  }

  /** Where the bytes are: `new Uint32Array(floats.buffer)` is another view of the same. */
  #storage(place: Place): string {
    const { base } = place;
    if (base.kind !== 'variable') return placeKey(place);
    const [only, other] = this.#program.variable(base.file, base.id)?.definitions ?? [];
    const call = only?.kind === 'call' && !other ? this.#program.facts(base.file).calls[only.id] : undefined;
    if (!call?.new || call.callee.kind !== 'global' || !/Array$|^DataView$/.test(call.callee.name)) return placeKey(place);
    const buffer = call.arguments[0];
    const shared = buffer?.kind === 'member' && buffer.key === 'buffer' ? this.#program.references.places(base.file, buffer.object)[0] : undefined;
    return referenceKey(shared?.base ?? base);
  }

  /** Whether each caller of the reader calls (or is) the writer just before, with no await in between. */
  #followsAtOnce(writer: Fn, reader: Fn, writtenAt: number): boolean {
    if (reader.callers.length === 0 || this.#reach.entries.has(reader) || writer.fact.async) return false;
    return reader.callers.every((site) => {
      const { from } = site;
      // Only the slot's own module can promise that nobody calls the two apart.
      if (from.file !== writer.file) return false;
      const starts = from === writer ? [writtenAt] : from.calls.filter((call) => call.targets.includes(writer) && !isSkipped(call.call.branch, site.call.at)).map(({ call }) => call.at);
      return starts.some((start) => start < site.call.at && !from.fact.awaits.some((at) => at > start && at <= site.call.at));
    });
  }

  /** `if (given) theme = given; return theme`: where nothing was given, somebody else's is read. */
  #mayBeSkipped(effect: Effect, readAt: number): boolean {
    const { writes } = this.#program.facts(effect.file);
    const write = writes.find(({ at }) => at === effect.at);
    const [from = Number.POSITIVE_INFINITY, to = 0] = write?.handler ?? [];
    // `try { last = await load(); } catch { return last; }`
    if (from < readAt && readAt < to) return true;
    if (!isSkipped(effect.branch, readAt)) return false;
    const key = placeKey(effect.place);
    // Written before in any case, or on each side of the condition.
    return !writes.some((other) => other.function === effect.fn.id && other.at !== effect.at && other.at < readAt
      && (!isSkipped(other.branch, readAt) || isOtherArm(write, other))
      && this.#program.references.places(effect.file, other.target).some((place) => placeKey(place) === key));
  }

  #index(): Map<string, { readonly fn: Fn; readonly of: Value; readonly at: number }[]> {
    if (this.#byName) return this.#byName;
    const index: Map<string, { readonly fn: Fn; readonly of: Value; readonly at: number }[]> = new Map();
    const add = (name: string, entry: { readonly fn: Fn; readonly of: Value; readonly at: number }): void => {
      const list = index.get(name);
      if (list) list.push(entry);
      else index.set(name, [entry]);
    };
    for (const fn of this.#program.allFunctions()) {
      for (const { of, at } of fn.fact.reads) {
        const entry = { fn, of, at };
        for (let part: Value = of; ; part = part.object) {
          if (part.kind === 'variable') {
            const variable = this.#program.variable(fn.file, part.id);
            if (variable) add(variable.imported ? variable.imported.name : variable.name, entry);
            if (variable?.imported && variable.imported.name !== variable.name) add(variable.name, entry);
          } else if (part.kind === 'global') add(part.name, entry);
          if (part.kind !== 'member') break;
          const name = this.#program.references.keyName(fn.file, part.key);
          if (name !== '*') add(name, entry);
        }
      }
    }
    this.#byName = index;
    return index;
  }

  /** `commands[name].data` may be the `data` of any object that was put into such a table. */
  #mayBeEntry({ base, path }: Place, key: string): boolean {
    const field = path.at(-1);
    if (base.kind === 'variable' && this.#program.variable(base.file, base.id)?.function !== MODULE_FUNCTION) return false;
    return path.includes('*') && field !== '*' && base.kind !== 'external' && base.kind !== 'global' && key.startsWith('variable ') && key.endsWith(`.${field ?? ''}`);
  }

  /** A field of a class is read by what extends it, and the other way round. */
  #isInherited({ base, path }: Place, wanted: Place): boolean {
    return base.kind === 'instance' && wanted.base.kind === 'instance' && path[0] === wanted.path[0] && this.#program.references.instances.isKin(base, wanted.base);
  }

  #denotes(file: string, of: Value, key: string, wanted: Place): boolean {
    for (let part: Value = of; ; part = part.object) {
      for (const place of this.#program.references.places(file, part)) {
        const own = keyOf(place);
        if (own === key || this.#mayBeEntry(place, key) || this.#isInherited(place, wanted)) return true;
        // The whole object was read, and with it the field.
        if (part === of && key.startsWith(`${own}.`)) return true;
      }
      if (part.kind === 'member') {
        // A field that starts as a function is read as a field all the same.
        const name = this.#program.references.keyName(file, part.key);
        for (const { base, path } of this.#program.references.places(file, part.object)) if (base.kind === 'instance' && keyOf({ base, path: [...path, name] }) === key) return true;
      }
      if (part.kind !== 'member' && wanted.base.kind === 'variable' && wanted.path[0] === '*' && this.#program.references.places(file, part).some(({ base, path }) => base.kind === 'module' && path.length === 0 && wanted.base.kind === 'variable' && base.file === wanted.base.file && wholeExport(this.#program, base.file) === wanted.base.id)) return true;
      if (part.kind === 'variable') {
        const variable = this.#program.variable(file, part.id);
        if (variable && `variable ${file} ${String(part.id)}` === key) return true;
      }
      if (part.kind !== 'member') return false;
    }
  }
}

/** Whether two stand in different arms of one condition. */
function isOtherArm(one: Write | undefined, other: Write): boolean {
  return one !== undefined && one.branch !== other.branch && (one.arms ?? one.branch) === (other.arms ?? other.branch);
}

/** Whether what stands in an arm that ends at `branch` may not have happened at `at`. */
function isSkipped(branch: number | undefined, at: number): boolean {
  return branch !== undefined && branch < at;
}

/** A place as far as reads can be told apart: the root and its first named field; `process.env.PORT` down to the name. */
function keyOf({ base, path }: Place): string {
  if (base.kind === 'external') return referenceKey(base);
  const steps = path.slice(0, base.kind === 'global' && base.name === 'process' ? 2 : 1);
  const named = steps.includes('*') ? steps.slice(0, steps.indexOf('*')) : steps;
  return [referenceKey(base), ...named].join('.');
}
