import { perRequest, type UserExecutionContext } from '@unsingleton/runtime';
import { findUser, type User } from '../auth/users.js';
import { NotSignedInError } from '../errors.js';
import { ModelClient } from '../model/model-client.js';
import type { Agent, AgentName } from './agent.js';
import { agentRegistry } from './agent-registry.js';
import { RunLimit, runLimitOf } from './run-limit.js';

export interface FactorySettings {
  model: string;
  client: ModelClient;
  runsPerMinute: number;
}

/** Set once at start-up, the same for every factory. */
const settings: FactorySettings = { model: 'small', client: new ModelClient(5), runsPerMinute: 100 };

/**
 * Makes agents for the signed-in user, and keeps what belongs to their work: who they are, what was said, what was
 * already answered, how many runs they have left.
 */
export class AgentInstanceFactory {
  private currentUser: User | undefined;
  private history: string[] = [];
  private readonly answers = new Map<string, Promise<string>>();
  private readonly limit: RunLimit;

  /** Without a context it is the one instance of old, which `beginRequest` points at the user of the moment. */
  constructor(userContext?: UserExecutionContext) {
    this.currentUser = userContext && findUser(userContext.userId);
    this.limit = userContext ? runLimitOf(userContext) : new RunLimit();
  }

  configure(changes: Partial<FactorySettings>): void {
    Object.assign(settings, changes);
  }

  beginRequest(user: User): void {
    this.currentUser = user;
    this.history = [];
    this.answers.clear();
  }

  get user(): User {
    if (!this.currentUser) throw new NotSignedInError();
    return this.currentUser;
  }

  createAgent(name: AgentName): Agent {
    this.limit.take(settings.runsPerMinute);
    return agentRegistry.make(name, { user: this.user, model: settings.model, client: settings.client });
  }

  /** Answers the same question once per request. */
  answerOnce(question: string, answer: () => Promise<string>): Promise<string> {
    let known = this.answers.get(question);
    if (!known) {
      known = answer();
      this.answers.set(question, known);
    }
    return known;
  }

  remember(entry: string): void {
    this.history.push(entry);
  }

  recall(count = Infinity): string[] {
    return this.history.slice(-count);
  }

  remainingRuns(): number {
    return settings.runsPerMinute - this.limit.used();
  }

  close(): void {
    this.currentUser = undefined;
    this.history = [];
    this.answers.clear();
  }
}

export const createAgentInstanceFactory = perRequest((userContext) => new AgentInstanceFactory(userContext), {
  name: 'createAgentInstanceFactory',
});

let instance: AgentInstanceFactory | undefined;

/** @deprecated One object for all users. Use `createAgentInstanceFactory(userContext)`. */
export function getAgentInstanceFactory(): AgentInstanceFactory {
  instance ??= new AgentInstanceFactory();
  return instance;
}

/** For tests. */
export function resetAgentInstanceFactory(): void {
  instance = undefined;
}
