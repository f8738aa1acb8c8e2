import type { Value } from '../facts/facts.js';
import { type Accessor, holderKey } from './accessors.js';
import { clientFiles } from './client-code.js';
import { confinedFiles } from './confinement.js';
import { evidenceOf, type Step, stepsOf } from './evidence.js';
import { verdictOf } from './judge.js';
import { type Analysis, harmless, isWorse, type Verdict } from './verdict.js';
import { messageOf, ruleOf, whyOf } from './messages.js';
import type { Source } from './source.js';
import type { Program } from './program.js';
import { Reachability } from './reach.js';
import { ReadIndex } from './read-back.js';
import { LEVELS, type AccessorSummary, type InventoryItem, type Shape, type UsersGraph } from './report.js';
import { findRoots, type Root } from './roots.js';
import { derivedConstantVerdict } from './shapes/derived-constant.js';
import { memoVerdict } from './shapes/memoised.js';
import { shapeOf } from './shapes/name.js';
import { onceGuardVerdict } from './shapes/once-guard.js';
import { regexVerdict } from './shapes/stateful-regex.js';
import type { Sources } from './sources.js';
import { type Survey, survey } from './survey.js';
import { NO_USERS, usersOf } from './users.js';

/** A judged root, with its offset for those who have a syntax tree at hand. What is to be said of it is worked out when asked for. */
export type Judged = { readonly item: () => InventoryItem; readonly steps: () => readonly Step[]; readonly callSites: number; readonly absolute: string; readonly at: number; readonly root: Root; readonly verdict: Verdict; readonly users: () => UsersGraph };

/**
 * Judges every long-lived root of a program, the most dangerous first.
 * @param company all files beside which those of the program stand: what is code for the browser is told by its neighbours too
 */
export function analyse(program: Program, sources: Sources, { reach, origins, roots: all }: Survey = survey(program, sources), company: readonly string[] = program.files): readonly Judged[] {
  const isClient = clientFiles(company, (file) => sources.relative(file), (file) => program.facts(file));
  const isConfined = confinedFiles((file) => sources.relative(file), (file) => program.facts(file), isClient);
  const analysis: Analysis = { program, reach, origins, reads: new ReadIndex(program, reach), isConfined };
  const roots = all.filter(({ holders }) => holders.every(isConfined));
  const verdicts = new Map(roots.map((root) => [root, judge(analysis, root)]));
  const tainted = taintedPlaces(verdicts);
  if (tainted.size > 0) {
    analysis.origins.taint(tainted);
    for (const [root, verdict] of verdicts) {
      if (isSerious(verdict)) continue;
      const again = judge(analysis, root);
      // What passed through another slot on its way is followed no further than to say so.
      if (isSerious(again)) verdicts.set(root, { ...again, level: 'warn', confidence: again.confidence === 'possible' ? 'possible' : 'likely' });
    }
  }
  for (const [root, verdict] of verdicts) if (isHeldElsewhere(analysis, root, verdict, verdicts)) verdicts.set(root, { ...verdict, level: 'info', reason: 'held-elsewhere' });
  const dangerous = new Set(roots.filter((root) => isSerious(verdicts.get(root))).map(({ key }) => key));
  const accessors = accessorsByHolder(program, roots);
  const judged = roots.map((root): Judged => {
    let verdict = verdicts.get(root) ?? verdictOf(analysis, root);
    const frozen = isSerious(verdict) || analysis.isConfined(root.file) ? undefined : derivedConstantVerdict(analysis, root, (key) => dangerous.has(key));
    const isFrozen = frozen !== undefined && isWorse(frozen, verdict);
    if (isFrozen) verdict = frozen;
    const accessor = accessors.get(root);
    // What has no declaration stands where it is written worst.
    const anchor = (root.kind === 'global' || root.kind === 'foreign') && verdict.effect && verdict.level !== 'none' ? { file: verdict.effect.file, at: verdict.effect.at } : root;
    const steps = lazily(() => stepsOf(analysis, root, verdict));
    return {
      absolute: anchor.file, at: anchor.at, root, verdict, steps, callSites: accessor?.summary.callSites ?? 0,
      users: () => usersOf(analysis, sources, root, accessor?.accessor),
      item: lazily(() => describe(sources, steps(), root, verdict, isFrozen ? 'derived-constant' : shapeOf(analysis, root, accessor?.accessor), anchor, accessor?.summary ?? null)),
    };
  });
  return judged.sort(byDanger);
}

/** The roots of files that take no part in the analysis, for the inventory. */
export function confinedRoots(program: Program, sources: Sources): readonly Judged[] {
  const nobody = new Reachability(program, new Map());
  return findRoots(program, new Map(), nobody, () => false, () => true).map((root) => {
    const verdict = harmless('confined');
    const shape = root.kind === 'static' ? 'static-collection' : root.container === 'collection' ? 'module-collection' : 'module-slot';
    const steps: readonly Step[] = [{ kind: 'store', file: root.file, at: root.at }];
    return { absolute: root.file, at: root.at, root, verdict, callSites: 0, users: () => NO_USERS, steps: () => steps, item: lazily(() => describe(sources, steps, root, verdict, shape, root, null)) };
  });
}

/** Puts a verdict into the words and places of the report. */
function describe(sources: Sources, steps: readonly Step[], root: Root, verdict: Verdict, shape: Shape, anchor: { readonly file: string; readonly at: number }, accessor: AccessorSummary | null): InventoryItem {
  const { line, column } = sources.position(anchor.file, anchor.at);
  const file = sources.relative(anchor.file);
  const message = messageOf(root, shape, verdict);
  return {
    id: `${file}#${root.name}`, rule: ruleOf(shape, verdict.reason), shape, level: verdict.level, confidence: verdict.confidence, name: root.name, file, line, column, accessor, message,
    evidence: evidenceOf(sources, steps),
    why: verdict.level === 'none' || verdict.level === 'info' ? whyOf(verdict.reason) : message,
  };
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function judge(analysis: Analysis, root: Root): Verdict {
  const special = regexVerdict(analysis, root) ?? memoVerdict(analysis, root);
  // A memo may be filled by hand too.
  const isFinal = special && (isSerious(special) || root.classes.length === 0 && !(root.container === 'memo' && root.effects.length > 0));
  if (isFinal) return analysis.isConfined(root.file) ? { ...special, level: 'none', reason: 'confined' } : special;
  const verdict = verdictOf(analysis, root);
  const guard = onceGuardVerdict(analysis, root);
  return guard && isWorse(guard, verdict) ? guard : verdict;
}

/**
 * `const runs = Runs.getInstance()`: one more name for an object whose danger is reported where it is kept.
 * Among the roots for which the same change speaks, those that make the object are its homes.
 */
function isHeldElsewhere({ program }: Analysis, root: Root, verdict: Verdict, verdicts: ReadonlyMap<Root, Verdict>): boolean {
  const { effect } = verdict;
  if (!isSerious(verdict) || effect?.place.base.kind !== 'instance' || isHome(program, root)) return false;
  for (const [other, { effect: same }] of verdicts) if (other !== root && same === effect && isHome(program, other)) return true;
  return false;
}

function isHome(program: Program, root: Root): boolean {
  return root.kind === 'container' || root.kind === 'wired' || root.values.some(({ file, value }) => makes(program, file, value));
}

/** Builds an object of its own: `new X()`, unless the constructor hands out another. */
function makes(program: Program, file: string, value: Value): boolean {
  switch (value.kind) {
    case 'this': return true;
    case 'await': return makes(program, file, value.of);
    case 'either': return value.of.some((part) => makes(program, file, part));
    case 'call': return program.facts(file).calls[value.id]?.new === true && program.site(file, value.id)?.targets.every(({ fact }) => fact.returns.every(({ kind }) => kind === 'this')) !== false;
    default: return false;
  }
}

/** Slots that were found to hold a user's value: what is read from them is that user's too. */
function taintedPlaces(verdicts: ReadonlyMap<Root, Verdict>): ReadonlyMap<string, Source> {
  const found: Map<string, Source> = new Map();
  for (const [root, { level, source, effect }] of verdicts) {
    if (level === 'critical' && source && root.variable && effect?.place.base.kind === 'variable') found.set(root.key, source);
  }
  return found;
}

function isSerious(verdict: Verdict | undefined): boolean {
  return verdict?.level === 'critical' || verdict?.level === 'high' || verdict?.level === 'warn';
}

/** The function through which each root is obtained, with the number of calls of it. */
function accessorsByHolder(program: Program, roots: readonly Root[]): ReadonlyMap<Root, { readonly accessor: Accessor; readonly summary: AccessorSummary }> {
  const byKey: Map<string, { readonly accessor: Accessor; readonly summary: AccessorSummary }> = new Map();
  for (const fn of program.allFunctions()) {
    const accessor = program.accessors.ofFunction(fn.file, fn.id);
    if (!accessor) continue;
    const key = holderKey(accessor.holder);
    const callSites = fn.callers.length;
    const known = byKey.get(key);
    if (known && (known.summary.callSites >= callSites || known.accessor.file === accessor.holder.file && accessor.file !== accessor.holder.file)) continue;
    byKey.set(key, { accessor, summary: { name: fn.fact.name || accessor.name, exported: fn.exported, callSites } });
  }
  const found: Map<Root, { readonly accessor: Accessor; readonly summary: AccessorSummary }> = new Map();
  for (const root of roots) {
    const known = byKey.get(root.key);
    if (known) found.set(root, known);
  }
  return found;
}

/** Danger first, then how many use it, then the place in the program. */
function byDanger(a: Judged, b: Judged): number {
  return LEVELS.indexOf(a.verdict.level) - LEVELS.indexOf(b.verdict.level)
    || b.callSites - a.callSites
    || (a.absolute < b.absolute ? -1 : a.absolute > b.absolute ? 1 : a.at - b.at);
}
