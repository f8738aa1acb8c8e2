import type { User } from '../auth/users.js';
import { LimitError, NotConfiguredError, NotFoundError, NotSignedInError } from '../errors.js';
import type { ModelClient } from '../model/model-client.js';
import type { AgentEvent, EventType } from '../websocket/events.js';
import type { Agent, AgentMaker, AgentName } from './agent.js';
import { Semaphore } from './semaphore.js';

export interface Infrastructure {
  modelName: string;
  model: ModelClient;
  /** How many runs one user may have at once, and how many more may wait. */
  runsAtOnce: number;
  runsWaiting: number;
  publish: (event: AgentEvent) => void;
}

export interface FactoryMetrics {
  started: number;
  finished: number;
  failed: number;
  agentsCreated: number;
}

/** Makes the agents that work for the signed-in user, and keeps what belongs to their work. */
export class AgentInstanceFactory {
  private infrastructure: Infrastructure | undefined;
  private readonly makers = new Map<AgentName, AgentMaker>();

  private currentUser: User | undefined;
  private currentThread = 'inbox';
  private history: string[] = [];
  private readonly agents = new Map<AgentName, Agent>();

  private readonly places = new Map<string, Semaphore>();
  private readonly runsOf = new Map<string, number>();

  private started = 0;
  private finished = 0;
  private failed = 0;
  private agentsCreated = 0;

  /** Once, at start-up. */
  configure(infrastructure: Infrastructure): void {
    this.infrastructure = infrastructure;
  }

  registerAgent(name: AgentName, make: AgentMaker): void {
    this.makers.set(name, make);
  }

  agentNames(): AgentName[] {
    return [...this.makers.keys()];
  }

  hasAgent(name: string): name is AgentName {
    return this.makers.has(name as AgentName);
  }

  beginRequest(user: User, thread = 'inbox'): void {
    this.currentUser = user;
    this.currentThread = thread;
    this.history = [];
    this.agents.clear();
  }

  endRequest(): void {
    this.currentUser = undefined;
    this.history = [];
    this.agents.clear();
  }

  get user(): User {
    if (!this.currentUser) throw new NotSignedInError();
    return this.currentUser;
  }

  get thread(): string {
    return this.currentThread;
  }

  createAgent(name: AgentName): Agent {
    const make = this.makers.get(name);
    if (!make) throw new NotFoundError(`Agent ${name}`);
    const { model, modelName } = this.configured();
    this.agentsCreated += 1;
    return make({ model, modelName });
  }

  /** The same agent again within a request, so that it remembers what it was asked before. */
  agentFor(name: AgentName): Agent {
    let agent = this.agents.get(name);
    if (!agent) {
      agent = this.createAgent(name);
      this.agents.set(name, agent);
    }
    return agent;
  }

  /** Runs work for the user, at most so much of it at once, and counts it. */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    const places = this.placesOf(this.user);
    if (places.waiting >= this.configured().runsWaiting) throw new LimitError(places.size);
    const release = await places.take();
    this.started += 1;
    this.runsOf.set(this.user.id, (this.runsOf.get(this.user.id) ?? 0) + 1);
    try {
      const result = await work();
      this.finished += 1;
      return result;
    } catch (error) {
      this.failed += 1;
      throw error;
    } finally {
      release();
    }
  }

  emit(type: EventType, text: string): void {
    this.configured().publish({ userId: this.user.id, thread: this.currentThread, type, text });
  }

  remember(entry: string): void {
    this.history.push(entry);
  }

  recall(count = Infinity): string[] {
    return this.history.slice(-count);
  }

  /** What the user has under way, and how much it was since the server started. */
  usage(): { running: number; waiting: number; runs: number } {
    const places = this.placesOf(this.user);
    return { running: places.taken, waiting: places.waiting, runs: this.runsOf.get(this.user.id) ?? 0 };
  }

  metrics(): FactoryMetrics {
    return { started: this.started, finished: this.finished, failed: this.failed, agentsCreated: this.agentsCreated };
  }

  private placesOf(user: User): Semaphore {
    let places = this.places.get(user.id);
    if (!places) {
      places = new Semaphore(this.configured().runsAtOnce);
      this.places.set(user.id, places);
    }
    return places;
  }

  private configured(): Infrastructure {
    if (!this.infrastructure) throw new NotConfiguredError();
    return this.infrastructure;
  }
}

let instance: AgentInstanceFactory | undefined;

export function getAgentInstanceFactory(): AgentInstanceFactory {
  if (!instance) {
    instance = new AgentInstanceFactory();
  }
  return instance;
}

/** For tests. */
export function resetAgentInstanceFactory(): void {
  instance = undefined;
}
