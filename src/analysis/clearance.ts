/**
 * Tells of a few files, without looking at all others, that no finding can have a part of them: neither what they keep
 * nor what they write. Nine files in ten neither keep nor write anything long-lived; a hook need not wait for the
 * analysis of the whole program to hear so.
 *
 * It is one-sided. What it clears, the whole analysis would clear; where it is in doubt, the whole analysis has to tell.
 * Findings rest on changes of roots, so it looks for changes: by whoever imports the files (nobody else can name what is
 * in them), by whatever those hand a root to, and, for the rest of the program, in the footprint of the last scan.
 */
import { MODULE_FUNCTION, type Value } from '../facts/facts.js';
import { nameAskedFor } from './calls-by-name.js';
import { confinedFiles } from './confinement.js';
import type { Container } from './containers.js';
import { mayFreeze } from './computed-at-load.js';
import type { Effect } from './effect.js';
import { type Footprint, isMethod } from './footprint.js';
import { isEmit } from './emitters.js';
import { isOfUnknown } from './holders.js';
import { isLive } from './live.js';
import { type Reference, referenceKey } from './places.js';
import type { CallSite, Fn, Program } from './program.js';
import { isGivenLater, registrations } from './registrations.js';
import type { Root } from './roots.js';
import type { Sources } from './sources.js';
import { isStateful, usesSpecial } from './special-uses.js';
import { isCallOfStored, stores } from './stored-functions.js';
import { type Survey, survey } from './survey.js';

/** How often files are added to which a root is handed, before that is left to the whole analysis. */
const ROUNDS = 3;

/** What nobody can change from elsewhere. */
const FIXED: ReadonlySet<Container> = new Set<Container>(['primitive', 'function', 'request-scoped']);

export type Neighbourhood = {
  /** The files in question. */
  readonly asked: ReadonlySet<string>;
  /** Those, what changed since the footprint was taken, and whoever imports any of them. */
  readonly near: ReadonlySet<string>;
  /** Without importers: enough where the files have nothing that others could change or keep. */
  readonly isWithoutImporters?: boolean;
  readonly footprint: Footprint;
  readonly sources: Sources;
  readonly programOf: (files: readonly string[]) => Program;
};

export function isClear(neighbourhood: Neighbourhood): boolean {
  if (neighbourhood.footprint.isGivenLater) return false;
  let files: readonly string[] = [...neighbourhood.near];
  for (let round = 0; round < ROUNDS; round += 1) {
    const look = new Look(neighbourhood, survey(neighbourhood.programOf(files), neighbourhood.sources, (effect) => effect.key !== undefined));
    if (neighbourhood.isWithoutImporters && look.concernsImporters()) return false;
    const further = look.filesToAdd();
    if (further === 'in doubt') return false;
    if (further.length === 0) return look.isClear();
    files = [...files, ...further];
  }
  return false;
}

class Look {
  readonly #around: Neighbourhood;
  readonly #survey: Survey;
  readonly #program: Program;
  readonly #files: ReadonlySet<string>;
  readonly #isConfined: (file: string) => boolean;
  /** Classes whose instances the files in question keep, and those of which some are made that may be no request's. */
  readonly #kept: ReadonlySet<string>;
  readonly #made: ReadonlySet<string>;
  /** Names of properties into which functions are put, here or where nobody looks now, and what has those. */
  readonly #stored: ReadonlySet<string>;
  readonly #storedIn: ReadonlySet<string>;

  constructor(around: Neighbourhood, surveyed: Survey) {
    this.#around = around;
    this.#survey = surveyed;
    this.#program = surveyed.program;
    this.#files = new Set(this.#program.files);
    this.#isConfined = confinedFiles((file) => around.sources.relative(file), (file) => this.#program.facts(file));
    const stored = [...stores(this.#program)];
    this.#stored = new Set([...around.footprint.stored, ...stored.map(({ name }) => name)]);
    this.#storedIn = new Set([...around.footprint.storedIn, ...stored.flatMap(({ into }) => into)]);
    this.#kept = new Set(surveyed.roots.filter(({ file }) => around.asked.has(file)).flatMap(({ classes }) => classes.map(referenceKey)));
    this.#made = new Set([
      ...this.#program.files.flatMap((file) => this.#program.functions(file)).filter((fn) => surveyed.reach.of(fn) !== 'request').flatMap(({ calls }) => calls).flatMap(({ file, call }) => (call.new ? this.#instancesOf(file, call.callee) : [])),
      ...registrations(this.#program).flatMap(({ file, made }) => this.#instancesOf(file, made)),
    ]);
  }

  #instancesOf(file: string, type: Value): readonly string[] {
    return this.#program.references.places(file, type).flatMap(({ base, path }) => (base.kind === 'class' && path.length === 0 ? [referenceKey({ ...base, kind: 'instance' })] : []));
  }

  /** Whether it matters what those do who import the files in question. */
  concernsImporters(): boolean {
    const { asked, near, footprint } = this.#around;
    if (footprint.registered.some(([token, { file }]) => near.has(file) || [...near].some((changed) => token.includes(` ${changed} `)))) return true;
    for (const file of asked) if (this.#program.facts(file).classes.length > 0) return true;
    for (const fn of this.#survey.changers) if (asked.has(fn.file)) return true;
    for (const list of this.#survey.effects.values()) for (const { file, place: { base }, fn } of list) if (asked.has(file) && base.kind === 'variable' && base.file === file && this.#program.variable(file, base.id)?.function !== fn.id) return true;
    return this.#survey.roots.some((root) => asked.has(root.file) && !root.frozen && !this.#isConfined(root.file) && !FIXED.has(root.container));
  }

  /** Where a root is handed to, or a function that changes what it is given, the receiver's file has a say too. */
  filesToAdd(): readonly string[] | 'in doubt' {
    const found: Set<string> = new Set();
    for (const file of this.#files) {
      for (const fn of this.#program.functions(file)) {
        for (const site of fn.calls) {
          if (!site.call.arguments.some((argument) => this.#isStake(file, argument))) continue;
          if (this.#mayRunUnseen(site)) return 'in doubt';
          for (const target of site.targets) if (!this.#files.has(target.file)) found.add(target.file);
        }
      }
    }
    for (const fn of this.#survey.changers) {
      if (!this.#around.asked.has(fn.file)) continue;
      if (this.#isAskedByName(fn)) return 'in doubt';
      for (const { site } of fn.handedTo) for (const target of site.targets) if (!this.#files.has(target.file)) found.add(target.file);
    }
    return [...found];
  }

  /** Some file, perhaps one that is not looked at, may mean this one. */
  #isAskedByName(fn: Fn): boolean {
    return isMethod(fn) && this.#around.footprint.asked.includes(fn.fact.name);
  }

  /** A root of the files in question, or what a function that received one calls it. */
  #isStake(file: string, value: Value): boolean {
    return this.#program.references.places(file, value).some(({ base }) => {
      switch (base.kind) {
        case 'variable': return this.#around.asked.has(base.file) && this.#program.variable(base.file, base.id)?.function === MODULE_FUNCTION || this.#isParameterBeyond(base.file, base.id);
        case 'class': return this.#around.asked.has(base.file);
        case 'instance': return this.#around.asked.has(base.file) || this.#kept.has(referenceKey(base));
        default: return false;
      }
    });
  }

  #isParameterBeyond(file: string, id: number): boolean {
    return !this.#around.near.has(file) && this.#files.has(file) && this.#program.variable(file, id)?.kind === 'parameter';
  }

  /** A method of that name, somewhere, changes what it is given, and nothing says that it is not this one. */
  #mayRunUnseen(site: CallSite): boolean {
    const name = nameAskedFor(this.#program, site);
    return isEmit(site) || isCallOfStored(this.#program, site, this.#stored, (base) => this.#mayHoldFunctions(base)) || name !== undefined && this.#around.footprint.changers.includes(name);
  }

  /** Keys of files that changed mean something else now, and who puts something there may not be looked at. */
  #mayHoldFunctions(base: Reference): boolean {
    return this.#storedIn.has(referenceKey(base)) || base.kind === 'variable' && this.#around.isWithoutImporters === true && this.#around.near.has(base.file);
  }

  isClear(): boolean {
    if (isGivenLater(this.#program) || this.#isMadeByName()) return false;
    for (const file of this.#around.asked) {
      for (const fn of this.#program.functions(file)) for (const site of fn.calls) if (usesSpecial(this.#program, site)) return false;
    }
    for (const list of this.#survey.effects.values()) for (const effect of list) if (this.#concerns(effect) && this.#mayBeReported(effect)) return false;
    return this.#survey.roots.every((root) => !this.#around.asked.has(root.file) || this.#isHarmless(root));
  }

  /** A container makes something of the files in question for whoever asks by a name, which any file may do. */
  #isMadeByName(): boolean {
    return [...this.#program.references.results.registered].some(([token, maker]) => this.#around.asked.has(maker.file) && token !== referenceKey(maker));
  }

  #isLive(effect: Effect): boolean {
    return isLive(this.#program, this.#isConfined, effect);
  }

  /** Written in one of the files in question, or into an object whose class is declared in one. */
  #concerns({ file, place: { base } }: Effect): boolean {
    return this.#around.asked.has(file) || base.kind === 'instance' && this.#around.asked.has(base.file);
  }

  #mayBeReported(effect: Effect): boolean {
    const { kind } = effect.place.base;
    // What has no declaration stands where it is written first, however harmlessly.
    if (kind === 'global' || kind === 'external' || kind === 'function') return effect.fn.id !== MODULE_FUNCTION;
    return this.#isLive(effect) && !isOfUnknown(this.#program, effect) && this.#mayLast(effect);
  }

  /** Whether what is changed may live longer than a request. */
  #mayLast({ place: { base }, fn }: Effect): boolean {
    switch (base.kind) {
      case 'variable': {
        const variable = this.#program.variable(base.file, base.id);
        if (!variable || variable.function === MODULE_FUNCTION) return true;
        const owner = this.#program.fn(base.file, variable.function);
        return owner !== undefined && owner !== fn && this.#mayOutlive(owner);
      }
      case 'instance': return this.#isHeld(referenceKey(base), base.file);
      case 'object': return false;
      default: return true;
    }
  }

  /** A function that sets a server up, or runs once while modules load: its variables stay. */
  #mayOutlive(owner: Fn): boolean {
    // Whether the program starts with one of its callers is not known of all of them here.
    if ((owner.callers.length > 0 || owner.exported) && this.#survey.reach.of(owner) !== 'request' || this.#isAskedByName(owner)) return true;
    for (const entry of this.#survey.reach.entries.keys()) for (let at = entry.parent; at; at = at.parent) if (at === owner) return true;
    return false;
  }

  #isHeld(instance: string, file: string): boolean {
    return this.#made.has(instance) || this.#survey.roots.some((root) => root.key === instance || root.classes.some((held) => referenceKey(held) === instance)) || this.#isMarked(this.#around.footprint.held, instance, file);
  }

  /** Whether some file that is not looked at again had a mark of its own. Keys of files that changed mean something else now. */
  #isMarked(marks: Footprint['held'], instance: string, file: string): boolean {
    if (this.#around.near.has(file)) return this.#around.isWithoutImporters === true;
    const { files } = this.#around.footprint;
    return marks.some(([key, at]) => key === instance && !this.#files.has(files[at]?.path ?? ''));
  }

  #isChanged(key: string, file: string): boolean {
    return this.#survey.effects.get(key)?.some((effect) => this.#isLive(effect)) === true || this.#isMarked(this.#around.footprint.changed, key, file);
  }

  #isHarmless(root: Root): boolean {
    if (root.container === 'memo' || root.container === 'regex' && root.values.some(({ file, value }) => isStateful(this.#program, file, value))) return false;
    if (this.#isConfined(root.file) && root.kind !== 'foreign') return true;
    if (mayFreeze({ program: this.#program, near: this.#around.near, footprint: this.#around.footprint, isChanged: (key, file) => this.#isChanged(key, file) }, root)) return false;
    if (root.frozen || root.container === 'weak' && root.effects.every(({ mode }) => mode !== 'keyed') || root.container === 'request-scoped' || this.#program.configuration.allow.some(({ name }) => name === root.name)) return true;
    // A constructor that hands out the first of its kind is an accessor, and what it does to that is no construction.
    if (root.values.some(({ value }) => value.kind === 'this') || root.effects.some((effect) => this.#isLive(effect))) return false;
    return !root.classes.some((held) => this.#isMarked(this.#around.footprint.changed, referenceKey(held), held.file));
  }
}
