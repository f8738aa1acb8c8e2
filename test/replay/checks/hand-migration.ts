/**
 * The twelve ways in which the migration by hand went wrong, each as a question to the migrated platform. The control asks the
 * same of the singleton as it was, or of what a hand migration made of it, and must fail.
 */
import { contextFromRequest, openScope, runInScope, type UserExecutionContext } from '@unsingleton/runtime';
import { assertNotRetained, createTestUserContext } from '@unsingleton/runtime/testing';
import { COMPLIANCE, wasHandedOut } from './compliance.js';
import { believesNoRequest, type Who } from './identity.js';
import { alice, bob, pause, userOf, type Accessor, type Factory, type Platform } from './platform.js';

export type Subjects = { readonly original: Platform; readonly migrated: Platform };
type Failure = {
  readonly name: string;
  readonly holds: (subjects: Subjects) => unknown;
  readonly control: (subjects: Subjects) => unknown;
};

/** The class as it was, made anew for each request: what everybody writes first. */
const byHand = ({ original }: Subjects): Accessor => () => original.make();

/** The class as it was, kept under a key that a person chose. */
const keyed = ({ original }: Subjects, keyOf: (userContext: UserExecutionContext) => string): Accessor => {
  const made: Map<string, Factory> = new Map();
  return (userContext) => made.get(keyOf(userContext)) ?? made.set(keyOf(userContext), original.make()).get(keyOf(userContext)) ?? original.make();
};

const contextOf = (userId: string, threadId = 'inbox'): UserExecutionContext => createTestUserContext({ userId, threadId });

/** While Alice's request is under way, Bob's begins; then hers speaks. */
function speaksForAlice({ accessor, listen }: Platform): void {
  const heard: string[] = [];
  for (const id of ['alice', 'bob']) listen(id, { readyState: 1, send: () => heard.push(id), once: () => {} });
  const [hers, his] = [contextOf('alice'), contextOf('bob')];
  accessor(hers).beginRequest(alice);
  accessor(his).beginRequest(bob);
  accessor(hers).emit('run_started', 'hers');
  if (accessor(hers).user !== alice) throw new Error(`the factory of alice works for ${accessor(hers).user.id}`);
  if (heard.join() !== 'alice') throw new Error(`what alice was to hear went to ${heard.join()}`);
}

function keepsNobody(accessor: Accessor): Promise<void> {
  return assertNotRetained(({ track }) => {
    for (let user = 0; user < 200; user += 1) {
      runInScope(track(contextOf(`user-${user}`)), ({ context }) => {
        track(accessor(context)).beginRequest(track({ ...userOf(`user-${user}`) }));
      });
    }
  });
}

function memoOf128({ original }: Subjects): Accessor {
  const memo: Map<UserExecutionContext, Factory> = new Map();
  return (userContext) => {
    const made = memo.get(userContext) ?? original.make();
    memo.set(userContext, made);
    const [oldest] = memo.keys();
    if (memo.size > 128 && oldest !== undefined) memo.delete(oldest);
    return made;
  };
}

/** Six runs of Alice, each in a request of its own: two at once, and all of them counted. */
async function limitsAndCounts(accessor: Accessor): Promise<void> {
  const counted = accessor(contextOf('alice')).metrics().finished;
  let now = 0;
  let most = 0;
  await Promise.all(Array.from({ length: 6 }, () => {
    const factory = accessor(contextOf('alice'));
    factory.beginRequest(alice);
    return factory.run(async () => {
      most = Math.max(most, (now += 1));
      await pause();
      now -= 1;
    });
  }));
  if (most > 2) throw new Error(`alice had ${most} runs at once`);
  const finished = accessor(contextOf('alice')).metrics().finished - counted;
  if (finished !== 6) throw new Error(`${finished} of 6 runs were counted`);
}

/** What a hand migration adds to make the class work at all: it is configured in the one place that a person thought of. */
function configuredByHand(subjects: Subjects): Accessor {
  return () => Object.assign(byHand(subjects)(contextOf('nobody')), { infrastructure: { runsAtOnce: 2, runsWaiting: 20 } });
}

function keysAreUnambiguous(accessor: Accessor): void {
  const ids = [['a_b', 'c'], ['a', 'b_c'], ['a:b', 'c'], ['a', 'b:c'], ['a/b', 'c'], ['a', 'b/c']] as const;
  const made = new Set(ids.map(([userId, threadId]) => accessor(contextOf(userId, threadId))));
  if (made.size < ids.length) throw new Error(`${ids.length} users have ${made.size} factories`);
}

type AnyContext = { readonly metadata: object };

/** The context says who the work is for: nothing that holds it can make it say something else, or hang a service on it. */
function isImmutable(context: AnyContext): void {
  wasHandedOut(() => Object.assign(context, { userId: 'mallory' }));
  if (JSON.stringify(context).includes('mallory')) throw new Error('alice became mallory');
  wasHandedOut(() => Object.assign(context.metadata, { database: new Map() }));
  if ('database' in context.metadata) throw new Error('a database hangs on the context');
}

/** Microseconds that it takes to come by one's factory with a thousand requests under way: the best of seven tries. */
function costOf(access: (userContext: UserExecutionContext) => unknown, times: number): number {
  const contexts = Array.from({ length: 1000 }, (_, index) => contextOf(`user-${index}`));
  contexts.forEach(access);
  return Math.min(...Array.from({ length: 7 }, () => {
    const started = performance.now();
    for (let index = 0; index < times; index += 1) access(contexts[index % 1000] ?? contextOf('nobody'));
    return ((performance.now() - started) * 1000) / times;
  }));
}

function costsLittle(access: (userContext: UserExecutionContext) => unknown, times: number): void {
  const cost = costOf(access, times);
  if (cost > 10) throw new Error(`${cost.toFixed(0)} µs for each access`);
}

function judgesIds(accepts: (id: string) => boolean): void {
  const wrong = [...['1', 'demo_acme', 'test'].filter((id) => !accepts(id)), ...['', 'alice\nadmin', 'x'.repeat(100_000)].filter(accepts)];
  if (wrong.length > 0) throw new Error(`wrong about ${wrong.length} of 6 ids`);
}

async function cleansOnce(accessor: Accessor): Promise<void> {
  const userContext = contextOf('alice');
  const scope = openScope(userContext);
  let times = 0;
  scope.run(() => accessor(userContext));
  scope.defer(() => { times += 1; });
  await Promise.all([scope.close(), scope.close()]);
  if (times !== 1) throw new Error(`cleaned up ${times} times`);
}

/** Nobody calls a method whose only purpose is to check, so the misuse has to fail by itself. */
function stopsMisuse(accessor: Accessor): void {
  const userContext = contextOf('alice');
  runInScope(userContext, () => accessor(userContext));
  if (wasHandedOut(() => accessor(userContext))) throw new Error('a request that is over was given a factory');
}

function servesNoConstant(accessor: Accessor): void {
  for (const constant of ['default', '', 0, {}]) {
    if (wasHandedOut(() => accessor(constant as never))) throw new Error(`${JSON.stringify(constant)} was taken for a user`);
  }
}

/** Passes as long as the leak is there. */
function inverted(accessor: Accessor): void {
  if (accessor(contextOf('alice')) !== accessor(contextOf('bob'))) throw new Error('alice and bob have a factory each');
}

/** A test of the isolation is worth something if the singleton fails it and the migrated platform does not. */
async function tells({ original, migrated }: Subjects, test: (accessor: Accessor) => unknown): Promise<void> {
  const passes = async ({ accessor }: Platform): Promise<boolean> => Promise.resolve(accessor).then(test).then(() => true, () => false);
  if (await passes(original)) throw new Error('the test passes on the singleton');
  if (!(await passes(migrated))) throw new Error('the test fails without the leak');
}

const nobodyChecks: Who = ({ url, headers }) => Promise.resolve(new URL(url, 'http://platform').searchParams.get('userId') ?? headers['x-user-id'] ?? 'service');

export const FAILURES: readonly Failure[] = [
  { name: 'a factory bound to alice worked for bob', holds: ({ migrated }) => { speaksForAlice(migrated); }, control: ({ original }) => { speaksForAlice(original); } },
  { name: 'a memo on a method pinned 128 users', holds: ({ migrated }) => keepsNobody(migrated.accessor), control: (subjects) => keepsNobody(memoOf128(subjects)) },
  { name: 'the per-user limit and the metrics disappeared', holds: ({ migrated }) => limitsAndCounts(migrated.accessor), control: (subjects) => limitsAndCounts(configuredByHand(subjects)) },
  { name: 'a new factory was not configured', holds: ({ migrated }) => migrated.accessor(contextOf('alice')).createAgent('triage'), control: (subjects) => byHand(subjects)(contextOf('alice')).createAgent('triage') },
  { name: 'ambiguous keys collided', holds: ({ migrated }) => { keysAreUnambiguous(migrated.accessor); }, control: (subjects) => { keysAreUnambiguous(keyed(subjects, ({ userId, threadId }) => `${userId}_${threadId}`)); } },
  { name: 'the immutable context was mutated', holds: ({ migrated }) => { isImmutable(migrated.contextOf(alice)); }, control: () => { isImmutable({ metadata: {} }); } },
  { name: 'isolation checks cost milliseconds', holds: ({ migrated }) => { costsLittle(migrated.accessor, 20_000); }, control: () => { costsLittle(comparesWithAll(), 20); } },
  {
    name: 'valid ids were rejected, cleaning up ran twice',
    holds: async ({ migrated }) => {
      judgesIds((id) => wasHandedOut(() => migrated.accessor(migrated.contextOf(userOf(id)))));
      await cleansOnce(migrated.accessor);
    },
    control: () => { judgesIds((id) => id !== '' && !/demo|test/.test(id)); },
  },
  { name: 'verify methods that nothing called', holds: ({ migrated }) => { stopsMisuse(migrated.accessor); }, control: (subjects) => { stopsMisuse(byHand(subjects)); } },
  {
    name: 'the identity came from a query parameter',
    holds: async ({ migrated }) => {
      await believesNoRequest(migrated);
      if (wasHandedOut(() => contextFromRequest({ headers: { 'x-user-id': 'mallory' }, query: { userId: 'mallory' } }))) throw new Error('mallory was believed');
    },
    control: ({ migrated }) => believesNoRequest(migrated, nobodyChecks),
  },
  { name: 'a constant as the key made a new singleton', holds: ({ migrated }) => { servesNoConstant(migrated.accessor); }, control: (subjects) => { servesNoConstant(keyed(subjects, String)); } },
  {
    name: 'compliance tests asserted the violation',
    holds: async (subjects) => {
      for (const { holds } of COMPLIANCE) await tells(subjects, (accessor) => holds(accessor, 2));
    },
    control: (subjects) => tells(subjects, inverted),
  },
];

/** Compares the request with every other one that is under way, as the hand migration's checks did. */
function comparesWithAll(): (userContext: UserExecutionContext) => void {
  const active = Array.from({ length: 1000 }, (_, index) => contextOf(`user-${index}`));
  return (userContext) => {
    const fingerprint = JSON.stringify(userContext);
    if (active.some((other) => JSON.stringify(other) === fingerprint)) throw new Error('contaminated');
  };
}
