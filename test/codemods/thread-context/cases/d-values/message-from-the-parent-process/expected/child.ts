import { getAgentInstanceFactory } from './agents';

function rememberRun(runId: string): void {
  getAgentInstanceFactory().remember('last', runId);
}

// @unsingleton-todo PROCESS_BOUNDARY: crosses a process or a queue
process.on('message', rememberRun);
