import { getAgentInstanceFactory } from './agents';

function rememberRun(runId: string): void {
  getAgentInstanceFactory().remember('last', runId);
}

process.on('message', rememberRun);
