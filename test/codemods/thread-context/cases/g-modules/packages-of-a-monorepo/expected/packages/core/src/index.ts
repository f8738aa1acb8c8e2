export { createAgentInstanceFactory, getAgentInstanceFactory } from './agents';
export { recall } from './memory';
