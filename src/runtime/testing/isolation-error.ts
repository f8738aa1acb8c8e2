/** One user's data in another's hands. */
export type Leak = {
  /** `crossing`: it came out in a result. `retention`: it stayed in the object that the next user was given. */
  readonly kind: 'crossing' | 'retention';
  /** Whose data it is. */
  readonly owner: string;
  /** Who got it. */
  readonly receiver: string;
  readonly value: string;
  /** Where in the result or object, as in `result.history[0]`. */
  readonly path: string;
  readonly schedule: string;
  readonly round: number;
};

/** What `assertIsolated` throws. */
export class IsolationError extends Error {
  readonly leak: Leak;

  constructor(leak: Leak) {
    const { kind, owner, receiver, value, path, schedule, round } = leak;
    super(
      kind === 'crossing'
        ? `${receiver} received data of ${owner}: ${path} is ${JSON.stringify(value)} (schedule ${schedule}, round ${round}).`
        : `${receiver} was given an object that still holds data of ${owner}: ${path} is ${JSON.stringify(value)}.`,
    );
    this.name = 'IsolationError';
    this.leak = leak;
  }
}
