import { getAgentInstanceFactory, type AgentName } from '../agents/index.js';
import { ExecutionEngine } from './execution-engine.js';

export class ExecutionEngineFactory {
  private made = 0;

  createEngine(agentName: AgentName): ExecutionEngine {
    this.made += 1;
    return new ExecutionEngine(getAgentInstanceFactory().createAgent(agentName));
  }

  /** How many engines this process has made, for the health page. */
  count(): number {
    return this.made;
  }
}

export const executionEngines = new ExecutionEngineFactory();
