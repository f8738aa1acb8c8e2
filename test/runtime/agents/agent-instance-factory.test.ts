import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AgentInstanceFactory, configureAgentInstanceFactory, createAgentInstanceFactory, registerAgentClass, runInScope, userExecutionScope, type AgentEmitter, type AgentEvent, type UserExecutionContext } from '../../../src/runtime/index.js';
import { createTestUserContext } from '../../../src/runtime/testing/index.js';

const of = (userId: string): UserExecutionContext => createTestUserContext({ userId });
const pause = (milliseconds = 1): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
const events: AgentEvent[] = [];
const disposed: string[] = [];

class Researcher {
  readonly userContext: UserExecutionContext;
  readonly emitter: AgentEmitter;
  constructor(userContext: UserExecutionContext, emitter: AgentEmitter) {
    this.userContext = userContext;
    this.emitter = emitter;
  }
  run(question: string): string {
    this.emitter.emit('progress', { question });
    return `${this.userContext.userId} asked ${question}`;
  }
  [Symbol.dispose](): void {
    disposed.push(this.userContext.userId);
  }
}

let configuredLate: AgentInstanceFactory;
beforeAll(() => {
  configuredLate = createAgentInstanceFactory(of('early bird'));
  configureAgentInstanceFactory({
    agents: {
      researcher: (userContext, emitter) => new Researcher(userContext, emitter),
      slow: async (userContext, emitter) => { await pause(); return new Researcher(userContext, emitter); },
      broken: () => { throw new Error('no model'); },
    },
    publish: (event) => events.push(event),
    maxRunsPerUser: 2,
  });
});
afterAll(() => { events.length = 0; });

describe('AgentInstanceFactory', () => {
  it('sees the configuration in every factory, also in one made before it', async () => {
    const direct = new AgentInstanceFactory(of('alice'));
    for (const factory of [configuredLate, createAgentInstanceFactory(of('bob')), direct]) {
      expect(await factory.createAgent('researcher')).toBeInstanceOf(Researcher);
    }
    expect(() => { configureAgentInstanceFactory({}); }).toThrow(/was called twice/);
  });

  it('is refused to nobody and to look-alikes, by either way of making it', () => {
    for (const make of [(context: never) => new AgentInstanceFactory(context), (context: never) => createAgentInstanceFactory(context)]) {
      expect(() => make(undefined as never)).toThrow(/was called without a user context/);
      expect(() => make({ userId: 'alice', threadId: 't', runId: 'r' } as never)).toThrow(/not a plain object/);
    }
  });

  it('creates agents for its own user, and refuses to for another, naming both and where each began', async () => {
    const [alice, bob] = [of('alice'), of('bob')];
    const factory = createAgentInstanceFactory(alice);
    createAgentInstanceFactory(bob);
    expect((await factory.createAgent<Researcher>('slow')).userContext).toBe(alice);
    const child = alice.child('summarise');
    expect((await factory.createAgent<Researcher>('researcher', child)).userContext).toBe(child);
    await expect(factory.createAgent('researcher', bob)).rejects.toThrow(
      /^This AgentInstanceFactory belongs to user "alice" \(request .*, opened at .*agent-instance-factory\.test\.ts:\d+:\d+\) and was used for user "bob" \(request .*, opened at .*agent-instance-factory\.test\.ts:\d+:\d+\)/,
    );
    await expect(factory.createAgent('researcher', of('alice')), 'another request of the same user is another context').rejects.toThrow(/belongs to user "alice"/);
  });

  it('gives each agent an emitter that speaks for its user, thread and run alone', async () => {
    const alice = createTestUserContext({ userId: 'alice', threadId: 'thread-a', runId: 'run-a' });
    await userExecutionScope(alice, async (factory) => {
      const agent = await factory.createAgent<Researcher>('researcher');
      agent.run('why');
      expect(Object.isFrozen(agent.emitter)).toBe(true);
      factory.createEmitter('planner').emit('done', { userId: 'bob' });
      const child = await factory.createAgent<Researcher>('researcher', alice.child('summarise'));
      child.run('how');
    });
    expect(events.slice(-3).map(({ userId, threadId, runId, agent, type }) => [userId, threadId, runId, agent, type])).toEqual([
      ['alice', 'thread-a', 'run-a', 'researcher', 'progress'],
      ['alice', 'thread-a', 'run-a', 'planner', 'done'],
      ['alice', 'thread-a', 'run-a', 'researcher', 'progress'],
    ]);
    expect(events.at(-1)?.requestId).not.toBe(alice.requestId);
  });

  it('is of no use after its request: no agents, no events, no context', async () => {
    const alice = of('alice');
    let agent: Researcher | undefined;
    const factory = await userExecutionScope(alice, async (opened) => { agent = await opened.agent<Researcher>('researcher'); return opened; });
    expect(disposed).toContain('alice');
    await expect(factory.createAgent('researcher')).rejects.toThrow(/scope.*is closed/);
    for (const use of [() => factory.userContext, () => factory.createEmitter('x'), () => factory.run(() => 1), () => agent?.run('late'), () => createAgentInstanceFactory(alice)]) expect(use).toThrow(/is closed/);
  });

  it('disposes an agent that was finished only after the request had ended', async () => {
    const dave = of('dave');
    const late = runInScope(dave, () => ({ agent: createAgentInstanceFactory(dave).createAgent('slow').catch((error: unknown) => (error as Error).message) }));
    expect(await late.agent).toMatch(/Agent "slow" is not available: this scope.*is closed/);
    expect(disposed).toContain('dave');
  });

  it('creates the request\'s agent once, and again if that failed', async () => {
    await userExecutionScope(of('alice'), async (factory) => {
      const [one, two] = await Promise.all([factory.agent('slow'), factory.agent('slow')]);
      expect(one).toBe(two);
      await expect(factory.agent('broken')).rejects.toThrow('no model');
      await expect(factory.agent('broken')).rejects.toThrow('no model');
    });
  });

  it('says which agents there are when asked for another, and refuses a second maker of one name', async () => {
    await expect(createAgentInstanceFactory(of('alice')).createAgent('reseacher')).rejects.toThrow(/^No agent "reseacher" is registered\. Known are: researcher, slow, broken\./);
    expect(() => { registerAgentClass('researcher', () => ({})); }).toThrow(/already registered/);
    expect(() => { registerAgentClass('planner', undefined as never); }).toThrow(/needs a function/);
  });

  it('limits one user\'s runs over all of his requests, and counts for the process', async () => {
    const before = AgentInstanceFactory.metrics();
    let active = 0;
    let most = 0;
    await Promise.all(Array.from({ length: 10 }, () => userExecutionScope(of('erin'), (factory) => factory.run(async () => {
      most = Math.max(most, (active += 1));
      await pause();
      active -= 1;
    }))));
    const after = AgentInstanceFactory.metrics();
    expect(most).toBe(2);
    expect([after.factoriesCreated - before.factoriesCreated, after.factoriesDisposed - before.factoriesDisposed, after.runsStarted - before.runsStarted, after.runsFinished - before.runsFinished]).toEqual([10, 10, 10, 10]);
  });

  it('sums up the active requests without naming a user, and none after they ended', async () => {
    const frank = of('frank');
    await userExecutionScope(frank, async () => {
      const [active] = AgentInstanceFactory.activeContexts();
      expect(active).toMatchObject({ requestId: frank.requestId });
      expect(JSON.stringify(active)).not.toContain('frank');
    });
    expect(AgentInstanceFactory.activeContexts()).toEqual([]);
  });

  it('cleans up whatever the work does', async () => {
    await expect(userExecutionScope(of('grace'), async (factory) => { await factory.createAgent('researcher'); throw new Error('agent failed'); })).rejects.toThrow('agent failed');
    expect(disposed).toContain('grace');
  });
});
