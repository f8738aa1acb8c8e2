export type { Agent, AgentName } from './agent.js';
export { agentRegistry } from './agent-registry.js';
export { AgentInstanceFactory, getAgentInstanceFactory, resetAgentInstanceFactory } from './agent-instance-factory.js';
