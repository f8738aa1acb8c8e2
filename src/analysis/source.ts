import type { Entry } from './entries/entries.js';
import type { CallSite, Fn } from './program.js';

/** How sure we are that a source belongs to one user's request. */
export type Certainty = 'identity' | 'unknown';

/** Where a value comes from in the end, when that is not the program's own constants or environment. */
export type Source = {
  readonly certainty: Certainty;
  readonly file: string;
  readonly at: number;
  /** `req.user.id`. */
  readonly text: string;
  /** The parameter or call that it starts from: two sources of one root are parts of one thing. */
  readonly root: string;
  readonly entry: Entry | undefined;
  /** The calls that it came through, nearest the source first. */
  readonly steps: readonly CallSite[];
  /** Passed through code that cannot be followed: a library call. */
  readonly derived: boolean;
};

/** The call through which a function is looked at, so that its parameters mean that call's arguments. */
export type Frame = { readonly fn: Fn; readonly site: CallSite; readonly outer: Frame | undefined } | undefined;

const MAX_SOURCES = 6;

export function through(sources: readonly Source[], site: CallSite): readonly Source[] {
  return sources.map((source) => (source.steps.length < 8 ? { ...source, steps: [...source.steps, site] } : source));
}

export function extend(text: string, key: string): string {
  return text.split('.').length > 6 ? text : `${text}.${key}`;
}

export function merge(lists: readonly (readonly Source[])[]): readonly Source[] {
  if (lists.length === 1) return lists[0] ?? [];
  const seen: Map<string, Source> = new Map();
  for (const list of lists) {
    for (const source of list) {
      const key = `${source.root} ${source.text}`;
      const known = seen.get(key);
      if (!known || (known.certainty === 'unknown' && source.certainty === 'identity') || (known.derived && !source.derived)) seen.set(key, source);
    }
  }
  return [...seen.values()].sort((a, b) => rank(a) - rank(b)).slice(0, MAX_SOURCES);
}

function rank(source: Source): number {
  return (source.certainty === 'identity' ? 0 : 2) + (source.derived ? 1 : 0);
}
