import { getAgentInstanceFactory } from './agents';

function sweep(): void {
  getAgentInstanceFactory().remember('swept', 'yes');
}

// @unsingleton-todo NO_REQUEST: no request, so no user
setInterval(sweep, 60_000).unref();
