import { AnalysisAgent } from './analysis-agent.js';
import { getAgentInstanceFactory } from './agent-instance-factory.js';
import { ResearchAgent } from './research-agent.js';
import { ReviewAgent } from './review-agent.js';
import { TriageAgent } from './triage-agent.js';
import { WritingAgent } from './writing-agent.js';

/** What this server offers. Called once, at start-up. */
export function registerAgents(): void {
  const factory = getAgentInstanceFactory();
  factory.registerAgent('triage', (dependencies) => new TriageAgent(dependencies));
  factory.registerAgent('research', (dependencies) => new ResearchAgent(dependencies));
  factory.registerAgent('analysis', (dependencies) => new AnalysisAgent(dependencies));
  factory.registerAgent('writing', (dependencies) => new WritingAgent(dependencies));
  factory.registerAgent('review', (dependencies) => new ReviewAgent(dependencies));
}
