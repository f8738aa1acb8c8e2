import { readFileSync } from 'node:fs';
import type { Names } from '../facts/language.js';
import { type Moved, movedPlaces } from '../facts/same-facts.js';
import { FactsCache } from '../project/cache.js';
import { hashOf, loadFacts, loadText } from '../project/load.js';
import { confinementOf, isClientText } from './confinement.js';
import { evidenceOf } from './evidence.js';
import type { Present, Recollection, Seen } from './recollection.js';
import type { Sources } from './sources.js';
import type { Reported, Whole } from './whole.js';

/** To parse so many files takes long, if in the end all are looked at anyway. */
const MOST_DIFFERING = 40;

/** How a file differs from what was seen, where that changes nothing but places and the number of lines. */
type Difference = { readonly lines: number; readonly moved: Moved };

/**
 * What a scan found, at the places where it stands now, if the files that were touched since say the same as before.
 * Nothing is remembered of that: next time they are compared with the last scan of everything again.
 */
export function sameFindings({ asked, taken, whole }: Recollection, touched: readonly Seen[], present: Present): Whole | undefined {
  const differing = touched.filter(({ path, hash }) => hash === undefined || hash !== hashNow(path, present));
  if (differing.length > MOST_DIFFERING) return undefined;
  const names = namesOf(asked, taken);
  const cache = new FactsCache(present.folder);
  try {
    const differences: Map<string, Difference> = new Map();
    for (const file of differing) {
      const difference = differenceOf(file, present, cache, names);
      if (!difference) return undefined;
      differences.set(file.path, difference);
    }
    return movedWhole(whole, differences, present.sources);
  } finally {
    cache.close();
  }
}

function namesOf(asked: readonly string[], taken: readonly string[]): Names {
  const [allAsked, allTaken] = [new Set(asked), new Set(taken)];
  return { isAsked: (name) => allAsked.has(name), isTaken: (name) => allTaken.has(name) };
}

function differenceOf({ path, hash, apart }: Seen, { texts, sources }: Present, cache: FactsCache, names: Names): Difference | undefined {
  const isApart = (file: string, text: string): boolean => isClientText(sources.relative(file), text);
  const text = texts?.get(path);
  const loaded = text === undefined ? loadFacts(path, isApart) : loadText(path, text, isApart);
  if (hash === undefined || loaded.kind === 'skipped') return undefined;
  // Nobody looks into what takes no part, before or after.
  if (loaded.kind === 'apart') return apart === undefined ? undefined : { lines: loaded.lines - apart, moved: () => undefined };
  const before = cache.factsAt(path, hash);
  const name = sources.relative(path);
  if (!before || confinementOf(name, before) !== confinementOf(name, loaded.facts)) return undefined;
  const moved = movedPlaces(before, loaded.facts, names);
  return moved && { lines: loaded.facts.lines - before.lines, moved };
}

function hashNow(path: string, { texts }: Present): string | undefined {
  try {
    return hashOf(texts?.get(path) ?? readFileSync(path));
  } catch {
    // Not readable now.
    return undefined;
  }
}

function movedWhole({ lines, reported, ...rest }: Whole, differences: ReadonlyMap<string, Difference>, sources: Sources): Whole | undefined {
  const now = reported.map((one) => movedOne(one, differences, sources)).filter((one) => one !== undefined);
  if (now.length < reported.length) return undefined;
  return { ...rest, lines: [...differences.values()].reduce((sum, difference) => sum + difference.lines, lines), reported: now };
}

function movedOne(one: Reported, differences: ReadonlyMap<string, Difference>, sources: Sources): Reported | undefined {
  if (!differences.has(one.file) && !one.steps.some(({ file }) => differences.has(file))) return one;
  const placeNow = (file: string, at: number): number | undefined => {
    const difference = differences.get(file);
    return difference ? difference.moved(at) : at;
  };
  const at = placeNow(one.file, one.at);
  const steps = one.steps.flatMap((step) => {
    const moved = placeNow(step.file, step.at);
    return moved === undefined ? [] : [{ ...step, at: moved }];
  });
  if (at === undefined || steps.length < one.steps.length) return undefined;
  return { ...one, at, steps, item: { ...one.item, ...sources.position(one.file, at), evidence: evidenceOf(sources, steps) } };
}
