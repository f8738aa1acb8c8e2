import { runInScope, type AgentEmitter, type AgentInstanceFactory, type UserExecutionContext } from '../../../src/runtime/index.js';
import { assertIsolated, assertNotRetained, createTestUserContext } from '../../../src/runtime/testing/index.js';

/** How code comes by the agent factory: the deprecated accessor, or the per-request factory. */
export type Accessor = (userContext: UserExecutionContext) => AgentInstanceFactory;

/** An agent with a memory, as assistants have. */
export class Assistant {
  readonly #notes: { readonly text: string }[] = [];
  readonly emitter: AgentEmitter;

  constructor(emitter: AgentEmitter) {
    this.emitter = emitter;
  }

  remember(note: { readonly text: string }): void {
    this.#notes.push(note);
  }

  recall(): string[] {
    return this.#notes.map(({ text }) => text);
  }
}

const users = (count: number): UserExecutionContext[] => Array.from({ length: count }, (_, index) => createTestUserContext({ userId: `user-${index}` }));

/** @throws if two users get one factory or one agent, or one reads what another one wrote. */
export async function assertNoSharedState(accessor: Accessor, count: number): Promise<void> {
  const desks = await Promise.all(users(count).map(async (userContext) => {
    const factory = accessor(userContext);
    const assistant = await factory.agent<Assistant>('assistant');
    assistant.remember({ text: `note of ${userContext.userId}` });
    return { userContext, factory, assistant };
  }));
  const factories = new Set(desks.map(({ factory }) => factory)).size;
  const assistants = new Set(desks.map(({ assistant }) => assistant)).size;
  if (factories !== count || assistants !== count) throw new Error(`${count} users share ${factories} factories and ${assistants} assistants.`);
  for (const { userContext, assistant } of desks) {
    const recalled = assistant.recall();
    if (recalled.length !== 1 || recalled[0] !== `note of ${userContext.userId}`) throw new Error(`${userContext.userId} reads ${recalled.length} notes.`);
  }
}

/** @throws IsolationError if data of one user comes out in another's result. */
export async function assertNoContamination(accessor: Accessor, count: number): Promise<void> {
  await assertIsolated<AgentInstanceFactory>({
    make: accessor,
    users: count,
    // All schedules for a few users; all at once for many.
    schedules: count > 50 ? ['lockstep'] : ['sequence', 'lockstep', 'wave', 'jitter'],
    async act(factory, user) {
      const assistant = await factory.agent<Assistant>('assistant');
      assistant.remember({ text: user.canary });
      await new Promise((resolve) => setImmediate(resolve));
      return { transcript: assistant.recall().slice(-3) };
    },
  });
}

/** @throws RetentionError if anything of users who have gone is still reachable. */
export async function assertNoPersistence(accessor: Accessor, count: number): Promise<void> {
  await assertNotRetained(async ({ track }) => {
    for (const userContext of users(count)) {
      track(userContext);
      await runInScope(userContext, async () => {
        const assistant = await accessor(userContext).agent<Assistant>('assistant');
        assistant.remember(track({ text: `secret of ${userContext.userId}` }));
      });
    }
  });
}

/** @throws unless a factory is had for a context only, is one for each, is bound to it, and ends with it. */
export async function assertIsolationRequired(accessor: Accessor, count: number): Promise<void> {
  for (const nobody of [undefined, null, 'user-1', { userId: 'user-1', threadId: 't', runId: 'r' }]) {
    refuses(() => accessor(nobody as never), `a factory was handed out to ${JSON.stringify(nobody) ?? 'nobody'}`);
  }
  const contexts = users(count);
  const factories = contexts.map(accessor);
  if (new Set(factories).size !== count) throw new Error(`${count} users share ${new Set(factories).size} factories.`);
  if (contexts.some((userContext, index) => accessor(userContext) !== factories[index])) throw new Error('A user was given two factories in one request.');
  const stolen = await Promise.allSettled(factories.map((factory, index) => factory.createAgent('assistant', contexts[(index + 1) % count])));
  if (stolen.some(({ status }) => status === 'fulfilled')) throw new Error('A factory created an agent for another user.');
  const [first] = users(1);
  if (first === undefined) return;
  runInScope(first, () => accessor(first));
  refuses(() => accessor(first), 'a factory was handed out after its request had ended');
}

function refuses(action: () => unknown, otherwise: string): void {
  try {
    action();
  } catch {
    return;
  }
  throw new Error(otherwise);
}
