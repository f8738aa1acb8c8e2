import type { Value, WriteOperator } from '../facts/facts.js';
import type { Place } from './places.js';
import type { Fn } from './program.js';
import type { Frame } from './source.js';

/** How a place changes. */
export type EffectMode = 'assign' | 'append' | 'keyed' | 'listen' | 'update' | 'chain' | 'reset' | 'remove';

/** One change of a place that outlives the function that makes it. */
export type Effect = {
  readonly mode: EffectMode;
  /** Down from the root: `['currentUser']` for a field, `['*']` for an element. */
  readonly path: readonly string[];
  readonly place: Place;
  readonly key: Value | undefined;
  readonly value: Value;
  readonly operator: WriteOperator | 'call';
  /** The method of a collection that was called. */
  readonly method?: string;
  readonly file: string;
  readonly at: number;
  /** Where it is complete: after what it had to wait for. */
  readonly doneAt?: number;
  readonly fn: Fn;
  /** Only when something was found absent before. */
  readonly absent: readonly Value[];
  /** What is surely there, or equal to another, where it happens. */
  readonly met: readonly Value[];
  /** What was compared before. */
  readonly compared: readonly (readonly [Value, Value])[];
  readonly inFinally: boolean;
  /** The end of the arm of a condition in which it stands. */
  readonly branch?: number;
  /** The call whose arguments a helper's parameters stand for. */
  readonly frame: Frame;
};

/** A change on which no condition is known. */
export const UNCONDITIONAL: Pick<Effect, 'absent' | 'met' | 'compared' | 'inFinally' | 'frame'> = { absent: [], met: [], compared: [], inFinally: false, frame: undefined };
