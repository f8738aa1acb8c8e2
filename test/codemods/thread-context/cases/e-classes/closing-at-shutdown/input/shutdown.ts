import { getAgentInstanceFactory } from './agents';

process.once('SIGTERM', () => {
  getAgentInstanceFactory().remember('state', 'closed');
  process.exit(0);
});
