import type { AgentRegistry } from './agent-registry.js';
import { ResearchAgent } from './research-agent.js';
import { TriageAgent } from './triage-agent.js';
import { WritingAgent } from './writing-agent.js';

export function registerBuiltInAgents(registry: AgentRegistry): void {
  registry
    .register('research', (dependencies) => new ResearchAgent(dependencies))
    .register('writing', (dependencies) => new WritingAgent(dependencies))
    .register('triage', (dependencies) => new TriageAgent(dependencies));
}
