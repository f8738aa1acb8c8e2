export { AGENT_NAMES, type Agent, type AgentMaker, type AgentName } from './agent.js';
export {
  AgentInstanceFactory,
  getAgentInstanceFactory,
  resetAgentInstanceFactory,
  type FactoryMetrics,
  type Infrastructure,
} from './agent-instance-factory.js';
