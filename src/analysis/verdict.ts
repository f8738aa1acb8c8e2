import type { Effect } from './effect.js';
import type { Origins } from './origins.js';
import type { Source } from './source.js';
import type { Program } from './program.js';
import type { Reachability } from './reach.js';
import type { ReadBack, ReadIndex } from './read-back.js';
import { type Confidence, type Level, LEVELS } from './report.js';

/** Everything the facts of a program can be asked. */
export type Analysis = {
  readonly program: Program;
  readonly reach: Reachability;
  readonly origins: Origins;
  readonly reads: ReadIndex;
  readonly isConfined: (file: string) => boolean;
};

/** Why one change of a root is (or is not) dangerous. */
export type Verdict = {
  readonly level: Level;
  readonly confidence: Confidence;
  readonly reason: Reason;
  readonly effect: Effect | undefined;
  readonly source: Source | undefined;
  readonly readBack: ReadBack | undefined;
};

export type Reason =
  | 'never-written' | 'initialisation' | 'start-up' | 'confined' | 'weak' | 'request-scoped' | 'synchronous' | 'never-read' | 'no-user-data' | 'counter' | 'queue' | 'membership' | 'only-ended'
  | 'persisted' | 'administered' | 'keyed' | 'memo' | 'evicted' | 'registry' | 'frozen' | 'allowed' | 'held-elsewhere' | 'origin-unknown'
  | 'user-in-slot' | 'user-captured-once' | 'user-appended' | 'retained-by-key' | 'retained-until-asked' | 'key-misses-user' | 'shared-by-guests' | 'listed' | 'torn-down' | 'request-captured' | 'parameter-in-field' | 'foreign';

export function harmless(reason: Reason, effect?: Effect): Verdict {
  return { level: 'none', confidence: 'definite', reason, effect, source: undefined, readBack: undefined };
}

const CONFIDENCE: Readonly<Record<Confidence, number>> = { definite: 0, likely: 1, possible: 2 };

export function isWorse(a: Verdict, b: Verdict): boolean {
  const byLevel = LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level);
  if (byLevel !== 0) return byLevel < 0;
  return a.level !== 'none' && CONFIDENCE[a.confidence] < CONFIDENCE[b.confidence];
}
