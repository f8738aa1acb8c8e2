import type { CanaryUser } from '../../../src/runtime/testing/index.js';
import type { UserExecutionContext } from '../../../src/runtime/index.js';

/** One way in which an object leaks, or does not, between the users that share it. */
export type Shape = {
  readonly name: string;
  /** How a user comes by the object. Called anew for each trial. */
  readonly arrange: () => (userContext: UserExecutionContext) => Desk;
};

/** What all shapes have in common: a user hands something in and gets something back. */
export type Desk = { handle(user: CanaryUser): Promise<unknown> };

export const act = (desk: Desk, user: CanaryUser): Promise<unknown> => desk.handle(user);

const tick = async (ticks = 1): Promise<void> => {
  for (let passed = 0; passed < ticks; passed++) await undefined;
};
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

class CurrentUserDesk implements Desk {
  #current: CanaryUser | undefined;
  async handle(user: CanaryUser): Promise<unknown> {
    this.#current = user;
    await turn();
    return { for: this.#current.canary };
  }
}

class FirstUserDesk implements Desk {
  #greeting: string | undefined;
  async handle(user: CanaryUser): Promise<unknown> {
    await turn();
    return [this.#greeting ??= `Welcome ${user.canary}`, user.canary];
  }
}

class CollidingKeyDesk implements Desk {
  readonly #answers: Map<string, string> = new Map();
  async handle(user: CanaryUser): Promise<unknown> {
    // The key forgets whose answer it is: all users have names of few lengths.
    const key = `answer-${user.name.length}`;
    const known = this.#answers.get(key);
    if (known !== undefined) return { cached: known };
    await turn();
    this.#answers.set(key, user.canary);
    return { fresh: user.canary };
  }
}

class HistoryDesk implements Desk {
  readonly #history: { text: string }[] = [];
  async handle(user: CanaryUser): Promise<unknown> {
    this.#history.push({ text: `${user.name} said ${user.canary}` });
    await tick();
    return { transcript: [...this.#history] };
  }
}

class RetainingDesk implements Desk {
  // Nothing of it is ever shown; it just stays.
  readonly #sessions: Map<string, { canary: string }> = new Map();
  async handle(user: CanaryUser): Promise<unknown> {
    this.#sessions.set(user.canary, { canary: user.canary });
    await tick();
    return user.canary;
  }
}

class ShortWindowDesk implements Desk {
  #current = '';
  async handle(user: CanaryUser): Promise<unknown> {
    this.#current = user.canary;
    // One turn of the promise queue is all the time there is.
    await undefined;
    const answer = { for: this.#current };
    this.#current = '';
    return answer;
  }
}

class TwoStepDesk implements Desk {
  #draft = '';
  async handle(user: CanaryUser): Promise<unknown> {
    // The steps before take a different time for each user, so users who start together are apart when it matters.
    await tick(1 + (user.name.charCodeAt(0) % 4) * 3);
    this.#draft = user.canary;
    await undefined;
    const sent = `${user.canary} sends ${this.#draft}`;
    this.#draft = '';
    return sent;
  }
}

class OwnDesk implements Desk {
  readonly #seen: string[] = [];
  async handle(user: CanaryUser): Promise<unknown> {
    this.#seen.push(user.canary);
    await turn();
    return this.#seen;
  }
}

/** Shared by all, and rightly so: it keeps counts and no user's data, and each answer stays with its asker. */
class RightlySharedDesk implements Desk {
  #served = 0;
  async handle(user: CanaryUser): Promise<unknown> {
    this.#served += 1;
    await turn();
    return { answer: `for ${user.canary}`, served: this.#served };
  }
}

const shared = (name: string, make: () => Desk): Shape => ({
  name,
  arrange: () => {
    const one = make();
    return () => one;
  },
});

export const LEAK_SHAPES: readonly Shape[] = [
  shared('a current-user field', () => new CurrentUserDesk()),
  shared('a memoised first user', () => new FirstUserDesk()),
  shared('a non-unique cache key', () => new CollidingKeyDesk()),
  shared('an accumulating history', () => new HistoryDesk()),
  shared('retention', () => new RetainingDesk()),
  shared('a short-window race', () => new ShortWindowDesk()),
  shared('a two-step race', () => new TwoStepDesk()),
];

export const SOUND_SHAPES: readonly Shape[] = [
  { name: 'an object for each request', arrange: () => () => new OwnDesk() },
  shared('an object that is rightly shared', () => new RightlySharedDesk()),
];
