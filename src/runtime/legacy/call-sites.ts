import { callerPlace } from '../scope/place.js';

/** After this many captures that found no new site, stacks are captured for one call in {@link SAMPLE}. */
const SETTLED = 1_000;
/** A prime, so that a loop over several sites does not always fall on the same one. */
const SAMPLE = 17;

/**
 * Which places still call an accessor, and how often. A site that the codemod stamped costs a map
 * look-up; any other costs a stack frame, about two microseconds, so a busy process that has stopped
 * finding new sites samples. The total is always exact.
 */
export class CallSites {
  readonly #calls: Map<string, number> = new Map();
  #total = 0;
  #capturesWithoutNews = 0;
  readonly #beyond: number;

  /** @param beyond functions of the program that stand between a call site and the accessor. */
  constructor(beyond = 0) {
    this.#beyond = beyond;
  }

  get total(): number {
    return this.#total;
  }

  /** Calls by site. Sampled calls are counted {@link SAMPLE} times, so a busy unstamped site's number is an estimate. */
  get bySite(): ReadonlyMap<string, number> {
    return this.#calls;
  }

  /** Counts a call, and returns its site if the site was seen. */
  count(stamped: string | undefined): { readonly site: string; readonly isNew: boolean; readonly calls: number } | undefined {
    this.#total += 1;
    if (stamped !== undefined) return this.#add(stamped, 1);
    const sampling = this.#capturesWithoutNews >= SETTLED;
    if (sampling && this.#total % SAMPLE !== 0) return undefined;
    const counted = this.#add(callerPlace(this.#beyond) ?? 'an unknown place', sampling ? SAMPLE : 1);
    this.#capturesWithoutNews = counted.isNew ? 0 : this.#capturesWithoutNews + 1;
    return counted;
  }

  #add(site: string, weight: number): { readonly site: string; readonly isNew: boolean; readonly calls: number } {
    const before = this.#calls.get(site);
    const calls = (before ?? 0) + weight;
    this.#calls.set(site, calls);
    return { site, isNew: before === undefined, calls };
  }
}
