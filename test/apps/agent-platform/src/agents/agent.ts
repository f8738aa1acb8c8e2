import type { ModelClient } from '../model/model-client.js';
import { getAgentInstanceFactory } from './agent-instance-factory.js';

export const AGENT_NAMES = ['triage', 'research', 'analysis', 'writing', 'review'] as const;

export type AgentName = (typeof AGENT_NAMES)[number];

export interface AgentDependencies {
  modelName: string;
  model: ModelClient;
}

export interface Agent {
  readonly name: AgentName;
  run(prompt: string, material: string): Promise<string>;
}

export type AgentMaker = (dependencies: AgentDependencies) => Agent;

export abstract class BaseAgent implements Agent {
  abstract readonly name: AgentName;

  constructor(protected readonly dependencies: AgentDependencies) {}

  abstract run(prompt: string, material: string): Promise<string>;

  protected async ask(prompt: string): Promise<string> {
    const { model, modelName } = this.dependencies;
    const answer = await model.complete(modelName, prompt);
    getAgentInstanceFactory().remember(`${this.name}: ${answer}`);
    return answer;
  }

  /** Tells the user what the agent is at. */
  protected think(thought: string): void {
    getAgentInstanceFactory().emit('agent_thinking', `${this.name}: ${thought}`);
  }
}
