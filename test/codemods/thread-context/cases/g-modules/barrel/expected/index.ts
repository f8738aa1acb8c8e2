export { AgentInstanceFactory, createAgentInstanceFactory, getAgentInstanceFactory } from './agents';
export { greet } from './chat';
