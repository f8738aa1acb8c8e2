import { parentPort } from 'node:worker_threads';
import { getAgentInstanceFactory } from './agents';

// @unsingleton-todo PROCESS_BOUNDARY: crosses a process or a queue
parentPort?.on('message', (runId: string) => {
  parentPort?.postMessage(getAgentInstanceFactory().recall(runId));
});
