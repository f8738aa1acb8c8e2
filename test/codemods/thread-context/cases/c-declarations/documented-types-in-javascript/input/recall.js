import { getAgentInstanceFactory } from './agents';

/**
 * @param {string} runId the run's id
 * @returns {string}
 */
function recallRun(runId) {
  return getAgentInstanceFactory().recall(runId);
}

/**
 * @param {import('@unsingleton/runtime').UserExecutionContext} userContext
 * @returns {string}
 */
export function handle(userContext) {
  return recallRun(userContext.runId);
}
