import { parentPort } from 'node:worker_threads';
import { getAgentInstanceFactory } from './agents';

parentPort?.on('message', (runId: string) => {
  parentPort?.postMessage(getAgentInstanceFactory().recall(runId));
});
