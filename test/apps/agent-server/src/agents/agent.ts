import type { User } from '../auth/users.js';
import type { ModelClient } from '../model/model-client.js';

export type AgentName = 'research' | 'writing' | 'triage';

export interface AgentDependencies {
  user: User;
  model: string;
  client: ModelClient;
}

export interface Agent {
  readonly name: AgentName;
  run(prompt: string): Promise<string>;
}

export abstract class BaseAgent implements Agent {
  abstract readonly name: AgentName;

  constructor(protected readonly dependencies: AgentDependencies) {}

  abstract run(prompt: string): Promise<string>;

  protected ask(prompt: string): Promise<string> {
    const { client, model } = this.dependencies;
    return client.complete(model, prompt);
  }
}
