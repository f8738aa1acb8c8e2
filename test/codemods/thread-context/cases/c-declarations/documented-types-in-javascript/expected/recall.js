import { createAgentInstanceFactory } from './agents';

/**
 * @param {import('@unsingleton/runtime').UserExecutionContext} userContext who this work is for
 * @param {string} runId the run's id
 * @returns {string}
 */
function recallRun(userContext, runId) {
  return createAgentInstanceFactory(userContext).recall(runId);
}

/**
 * @param {import('@unsingleton/runtime').UserExecutionContext} userContext
 * @returns {string}
 */
export function handle(userContext) {
  return recallRun(userContext, userContext.runId);
}
