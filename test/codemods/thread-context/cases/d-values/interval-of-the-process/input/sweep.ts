import { getAgentInstanceFactory } from './agents';

function sweep(): void {
  getAgentInstanceFactory().remember('swept', 'yes');
}

setInterval(sweep, 60_000).unref();
