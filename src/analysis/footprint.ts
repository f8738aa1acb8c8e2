import { nameAskedFor } from './calls-by-name.js';
import { confinedFiles } from './confinement.js';
import { methodName } from './entries/entries.js';
import { isLive } from './live.js';
import { referenceKey } from './places.js';
import type { Fn } from './program.js';
import type { Skipped } from './report.js';
import { isGivenLater } from './registrations.js';
import type { Maker } from './results.js';
import { heldClasses } from './roots.js';
import type { Sources } from './sources.js';
import { stores } from './stored-functions.js';
import type { Survey } from './survey.js';

/** A file as the scan found it. */
export type FileMark = {
  readonly path: string;
  readonly stamp: string;
  /** None of a file that was skipped. */
  readonly lines: number | undefined;
  /** Positions of the files that it imports; none for a file that takes no part in who calls whom. */
  readonly imports?: readonly number[];
};

/** A variable, or a class by its instances, and the position of a file that does something with it. */
export type Mark = readonly [key: string, file: number];

/**
 * What a scan of everything leaves for the next look at a few files: enough to tell what the others have to do with
 * them, without their facts.
 */
export type Footprint = {
  readonly files: readonly FileMark[];
  /** Files beyond the scan that some of those import. */
  readonly outside: readonly (readonly [path: string, stamp: string])[];
  readonly skipped: readonly Skipped[];
  /** Last names of imports that lead nowhere in the project: a new file of that name may be meant. */
  readonly unresolved: readonly string[];
  /** What is changed after it was built, and where; and whose instances are made, or kept for long. */
  readonly changed: readonly Mark[];
  readonly held: readonly Mark[];
  /** Names of methods that change what they are given. */
  readonly changers: readonly string[];
  /** Names of properties into which functions are put, and what those are properties or elements of. */
  readonly stored: readonly string[];
  readonly storedIn: readonly string[];
  /** Names of methods that are called on objects of which nothing is known. */
  readonly asked: readonly string[];
  /** Positions of files that read the scope of the running request. */
  readonly scopes: readonly number[];
  /** What containers make, and what they are asked for it by; and whether they are given something while the program runs. */
  readonly registered: readonly (readonly [token: string, maker: Maker])[];
  readonly isGivenLater: boolean;
};

export function footprintOf({ program, effects, changers, roots }: Survey, sources: Sources, files: readonly Omit<FileMark, 'imports'>[], skipped: readonly Skipped[], stampOf: (file: string) => string): Footprint {
  const position = new Map(files.map(({ path }, at) => [path, at]));
  const taking = new Set(program.files);
  const isConfined = confinedFiles((file) => sources.relative(file), (file) => program.facts(file));
  const changed = marks(position);
  const held = marks(position);
  for (const list of effects.values()) {
    for (const effect of list) {
      const { base } = effect.place;
      if ((base.kind === 'instance' || base.kind === 'variable') && isLive(program, isConfined, effect)) changed.add(referenceKey(base), effect.file);
      // Whether the key is the same for everybody may change with its callers.
      if (effect.mode === 'keyed') for (const inner of heldClasses(program, [effect])) held.add(referenceKey(inner), effect.file);
    }
  }
  for (const { kind, key, file, classes } of roots) {
    if (kind === 'container' || kind === 'wired') held.add(key, file);
    for (const inner of classes) held.add(referenceKey(inner), file);
  }
  const outside: Map<string, string> = new Map();
  const unresolved: Set<string> = new Set();
  const importsOf = (file: string): readonly number[] => [...new Set(program.facts(file).requests.flatMap((request) => {
    const target = program.index.resolve(file, request);
    const at = target === undefined ? undefined : position.get(target);
    if (target === undefined) unresolved.add(stemOf(request));
    else if (at === undefined) outside.set(target, stampOf(target));
    return at === undefined ? [] : [at];
  }))];
  const asked = new Set(program.linkedByName);
  const scopes: Set<string> = new Set();
  const stored = [...stores(program)];
  for (const fn of program.allFunctions()) {
    for (const site of fn.calls) {
      const name = nameAskedFor(program, site);
      if (name !== undefined) asked.add(name);
      // Whether that is while the program starts may change with its callers.
      if (site.call.new) for (const { base, path } of program.references.places(site.file, site.call.callee)) if (base.kind === 'class' && path.length === 0) held.add(referenceKey({ ...base, kind: 'instance' }), site.file);
      if (isScopeRead(methodName(program, site.file, site.call.callee))) scopes.add(site.file);
    }
  }
  return {
    files: files.map((mark) => (taking.has(mark.path) ? { ...mark, imports: importsOf(mark.path) } : mark)),
    outside: [...outside], skipped, unresolved: [...unresolved], changed: changed.all(), held: held.all(),
    changers: [...new Set([...changers].filter(isMethod).map(({ fact }) => fact.name))], stored: [...new Set(stored.map(({ name }) => name))], storedIn: [...new Set(stored.flatMap(({ into }) => into))], asked: [...asked],
    scopes: [...scopes].flatMap((file) => position.get(file) ?? []), registered: [...program.references.results.registered], isGivenLater: isGivenLater(program),
  };
}

/** Reads the scope of the running request. */
export function isScopeRead(method: string): boolean {
  return method === 'getStore' || method === 'currentScope';
}

/** Something that may be called by its name alone, where nothing is known of the object. */
export function isMethod({ fact: { name, kind, class: owner, object } }: Fn): boolean {
  return name !== '' && (kind === 'method' || owner !== undefined || object !== undefined);
}

/** `./agents/index.js` → `agents`: what a file or folder must be called to be meant. */
export function stemOf(path: string): string {
  const parts = path.split('/').map((part) => part.replace(/\.[cm]?[jt]sx?$/, '')).filter((part) => part !== 'index' && part !== '.' && part !== '..');
  return parts.at(-1) ?? '';
}

/** Each pair once. */
function marks(position: ReadonlyMap<string, number>): { readonly add: (key: string, file: string) => void; readonly all: () => readonly Mark[] } {
  const found: Map<string, Set<number>> = new Map();
  return {
    add: (key, file) => {
      const at = position.get(file) ?? -1;
      const known = found.get(key);
      if (known) known.add(at);
      else found.set(key, new Set([at]));
    },
    all: () => [...found].flatMap(([key, files]) => [...files].map((file) => [key, file] as const)),
  };
}
