import { runInScope } from '../scope/run.js';
import type { UserExecutionContext } from '../context/user-execution-context.js';
import { UserContextError } from '../errors.js';
import { canaryUsers, type CanaryUser } from './canaries.js';
import { findText } from './find-text.js';
import { IsolationError, type Leak } from './isolation-error.js';
import { ALL_SCHEDULES, roundsOf, waitFor, type Round, type ScheduleName } from './schedules.js';
import { settleAndCollect } from './collect-garbage.js';

export type IsolationOptions<Subject> = {
  /** How a user comes by the object under test: a per-request factory, or an accessor of old. */
  readonly make: (userContext: UserExecutionContext) => Subject | Promise<Subject>;
  /** The user's work. It should use `user.canary` as the user's data and return what the user would see. */
  readonly act: (subject: Awaited<Subject>, user: CanaryUser) => unknown;
  /**
   * Something that is known to leak, made in the place of `make`. The assertion then first proves
   * that it finds that leak, so that a test which could not fail is not taken for a good sign.
   */
  readonly positiveControl?: (userContext: UserExecutionContext) => Subject | Promise<Subject>;
  /** How many users at once; 4 unless given. */
  readonly users?: number;
  readonly schedules?: readonly ScheduleName[];
  /** Of the jittered schedule. */
  readonly seed?: number;
  /** Whether the next user's object is searched for data of users who have gone; yes unless given. */
  readonly retention?: boolean;
};

/**
 * Drives marked users through deterministic schedules and looks whether one user's mark comes out in
 * what another one sees, or stays in what the next one is given.
 * @throws IsolationError naming both users, the value and the path at which it came out.
 * @throws UserContextError if the test could not have failed: no result carries its own user's mark,
 *   or the positive control did not leak.
 */
export async function assertIsolated<Subject>(options: IsolationOptions<Subject>): Promise<void> {
  if (options.positiveControl !== undefined) {
    const leak = await findLeak({ ...options, make: options.positiveControl });
    if (leak === undefined) {
      throw new UserContextError('ERR_INVALID_ARGUMENT', 'assertIsolated(): the positive control did not leak, so this test cannot fail. Does act() put user.canary into the object and return what comes back?');
    }
  }
  const leak = await findLeak(options);
  if (leak !== undefined) throw new IsolationError(leak);
}

async function findLeak<Subject>(options: IsolationOptions<Subject>): Promise<Leak | undefined> {
  const { users = 4, schedules = ALL_SCHEDULES, seed = 1, retention = true } = options;
  if (!Number.isSafeInteger(users) || users < 2) throw new UserContextError('ERR_INVALID_ARGUMENT', `assertIsolated(): it takes at least 2 users to leak, not ${String(users)}.`);
  let marked = false;
  const gone: string[] = [];
  for (const round of schedules.flatMap((schedule) => roundsOf(schedule, users, seed))) {
    const everyone = canaryUsers(users);
    const outcomes = await playRound(options, round, everyone);
    for (const { user, outcome } of outcomes) {
      const leak = crossing(user, outcome, everyone, round);
      if (leak !== undefined) return leak;
      marked ||= findText(outcome, 'result', [user.canary]) !== undefined;
    }
    const failed = outcomes.find(({ threw }) => threw);
    if (failed !== undefined) throw new Error(`assertIsolated(): act() failed for ${failed.user.name} in schedule ${round.schedule}.`, { cause: failed.outcome });
    gone.push(...everyone.map(({ canary }) => canary));
  }
  if (!marked) {
    throw new UserContextError('ERR_INVALID_ARGUMENT', 'assertIsolated(): no result ever carried its own user\'s canary, so this test cannot fail. Let act() use user.canary as the user\'s data and return what comes back.');
  }
  return retention ? findRetained(options, gone) : undefined;
}

type Outcome = { readonly user: CanaryUser; readonly outcome: unknown; readonly threw: boolean };

async function playRound<Subject>(options: IsolationOptions<Subject>, round: Round, everyone: readonly CanaryUser[]): Promise<Outcome[]> {
  const play = async (user: CanaryUser): Promise<Outcome> => {
    try {
      // The result is read before the scope closes, as a response is written before the request ends.
      return await runInScope(user.context, async () => ({ user, outcome: await options.act(await options.make(user.context), user), threw: false }));
    } catch (error) {
      return { user, outcome: error, threw: true };
    }
  };
  if (round.schedule === 'sequence') {
    const outcomes: Outcome[] = [];
    for (const user of everyone) outcomes.push(await play(user));
    return outcomes;
  }
  return Promise.all(
    everyone.map(async (user, index) => {
      await waitFor(round.starts[index] ?? { turns: 0, ticks: 0 });
      return play(user);
    }),
  );
}

function crossing(user: CanaryUser, outcome: unknown, everyone: readonly CanaryUser[], round: Round): Leak | undefined {
  const others = everyone.filter((other) => other !== user);
  const found = findText(outcome, 'result', others.map(({ canary }) => canary));
  if (found === undefined) return undefined;
  const owner = others.find(({ canary }) => canary === found.needle)?.name ?? 'another user';
  return { kind: 'crossing', owner, receiver: user.name, value: found.value, path: found.path, schedule: round.schedule, round: round.number };
}

/** A newcomer's object must hold nothing of those who have gone, not even where no result shows it. */
async function findRetained<Subject>(options: IsolationOptions<Subject>, gone: readonly string[]): Promise<Leak | undefined> {
  await settleAndCollect();
  const [newcomer] = canaryUsers(1);
  if (newcomer === undefined) return undefined;
  return runInScope(newcomer.context, async () => {
    const found = findText(await options.make(newcomer.context), 'subject', gone, { privates: true });
    return found && { kind: 'retention', owner: 'a user who has gone', receiver: newcomer.name, value: found.value, path: found.path, schedule: 'after all', round: 1 };
  });
}
