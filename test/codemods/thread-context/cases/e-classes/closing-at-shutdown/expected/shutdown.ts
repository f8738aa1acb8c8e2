import { getAgentInstanceFactory } from './agents';

process.once('SIGTERM', () => {
  // @unsingleton-todo NO_REQUEST: no request, so no user
  getAgentInstanceFactory().remember('state', 'closed');
  process.exit(0);
});
