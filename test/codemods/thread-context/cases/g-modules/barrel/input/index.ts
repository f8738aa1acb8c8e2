export { AgentInstanceFactory, getAgentInstanceFactory } from './agents';
export { greet } from './chat';
