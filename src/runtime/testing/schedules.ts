/**
 * How several users' work is interleaved. Random timing alone finds no race whose window is one
 * turn of the event loop; these do, and find it again at every run.
 * - `sequence`: one after another, for state that stays behind.
 * - `lockstep`: all in the same turn.
 * - `wave`: each so many turns after the one before, for strides that differ from round to round.
 * - `jitter`: pseudo-random starts from a fixed seed.
 */
export type ScheduleName = 'sequence' | 'lockstep' | 'wave' | 'jitter';

/** @internal */
export const ALL_SCHEDULES: readonly ScheduleName[] = ['sequence', 'lockstep', 'wave', 'jitter'];

/** When a user starts: so many turns of the event loop, then so many of the promise queue. @internal */
export type Start = { readonly turns: number; readonly ticks: number };

/** @internal */
export type Round = { readonly schedule: ScheduleName; readonly number: number; readonly starts: readonly Start[] };

const WAVE_STRIDES: readonly Start[] = [1, 2, 3, 4, 5, 6, 8, 11, 15].map((ticks) => ({ turns: 0, ticks }));
const SLOW_STRIDES: readonly Start[] = [1, 2, 3].map((turns) => ({ turns, ticks: 0 }));
const JITTER_ROUNDS = 16;

/** The rounds of a schedule, for so many users. @internal */
export function roundsOf(schedule: ScheduleName, users: number, seed: number): Round[] {
  const everyone = Array.from({ length: users }, (_, index) => index);
  const round = (number: number, start: (index: number) => Start): Round => ({ schedule, number, starts: everyone.map(start) });
  switch (schedule) {
    case 'sequence':
    case 'lockstep':
      return [1, 2].map((number) => round(number, () => ({ turns: 0, ticks: 0 })));
    case 'wave':
      return [...WAVE_STRIDES, ...SLOW_STRIDES].map((stride, number) => round(number + 1, (index) => ({ turns: stride.turns * index, ticks: stride.ticks * index })));
    case 'jitter': {
      const next = pseudoRandom(seed);
      return Array.from({ length: JITTER_ROUNDS }, (_, number) => round(number + 1, () => ({ turns: next(3), ticks: next(16) })));
    }
  }
}

/** @internal */
export async function waitFor({ turns, ticks }: Start): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => { setImmediate(resolve); });
  for (let tick = 0; tick < ticks; tick++) await undefined;
}

/** Mulberry32 (Tommy Ettinger, public domain): small, and the same numbers everywhere. */
function pseudoRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
