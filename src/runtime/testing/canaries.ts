import { UserExecutionContext } from '../context/user-execution-context.js';

const NAMES = ['Alice', 'Bob', 'Carol', 'Dave', 'Erin', 'Frank', 'Grace', 'Heidi', 'Ivan', 'Judy'];

/** A user who carries a mark that can be recognised wherever it comes out. */
export type CanaryUser = {
  readonly name: string;
  /** The mark. It is in the user's ids and metadata, and the work should use it as the user's data. */
  readonly canary: string;
  readonly context: UserExecutionContext;
};

let runs = 0;

/** Marks of one run, made from a counter and not at random, so that a failure repeats. @internal */
export function canaryUsers(count: number): CanaryUser[] {
  runs += 1;
  return Array.from({ length: count }, (_, index) => {
    const name = `${NAMES[index % NAMES.length] ?? 'User'}${index < NAMES.length ? '' : String(index)}`;
    // The delimiters keep user 1's mark from being found in user 11's.
    const canary = `<canary ${runs}.${index}>`;
    const context = UserExecutionContext.create({
      userId: `${name} ${canary}`,
      threadId: `thread of ${canary}`,
      runId: `run of ${canary}`,
      requestId: `request of ${canary}`,
      metadata: { canary },
    });
    return { name, canary, context };
  });
}
