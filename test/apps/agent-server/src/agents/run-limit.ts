import { perUser } from '@unsingleton/runtime';
import { LimitError } from '../errors.js';

const MINUTE = 60_000;

export class RunLimit {
  private starts: number[] = [];

  take(perMinute: number): void {
    const now = Date.now();
    this.starts = this.starts.filter((start) => now - start < MINUTE);
    if (this.starts.length >= perMinute) throw new LimitError(perMinute);
    this.starts.push(now);
  }

  used(): number {
    return this.starts.length;
  }
}

/** A user's limit outlives the request, so it does not live in the per-request factory. */
export const runLimitOf = perUser(() => new RunLimit(), { max: 10_000, ttlMs: MINUTE });
