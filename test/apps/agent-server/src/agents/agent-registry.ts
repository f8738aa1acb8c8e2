import { NotFoundError } from '../errors.js';
import type { Agent, AgentDependencies, AgentName } from './agent.js';

export type AgentMaker = (dependencies: AgentDependencies) => Agent;

/** Which agents this server offers: the same for everybody, filled at start-up. */
export class AgentRegistry {
  private readonly makers = new Map<AgentName, AgentMaker>();

  register(name: AgentName, make: AgentMaker): this {
    this.makers.set(name, make);
    return this;
  }

  names(): AgentName[] {
    return [...this.makers.keys()];
  }

  has(name: string): name is AgentName {
    return this.makers.has(name as AgentName);
  }

  make(name: AgentName, dependencies: AgentDependencies): Agent {
    const make = this.makers.get(name);
    if (!make) throw new NotFoundError(`Agent ${name}`);
    return make(dependencies);
  }
}

export const agentRegistry = new AgentRegistry();
