export { getAgentInstanceFactory } from './agents';
export { recall } from './memory';
