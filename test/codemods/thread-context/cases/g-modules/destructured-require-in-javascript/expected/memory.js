const { createStore } = require('./store.js');

/**
 * @param {import('@unsingleton/runtime').UserExecutionContext} userContext who this work is for
 * @param {string} key what to look up
 */
function recall(userContext, key) {
  return createStore(userContext).recall(key);
}

/** @param {import('@unsingleton/runtime').UserExecutionContext} userContext */
function recallName(userContext) {
  return recall(userContext, 'name');
}

module.exports = { recallName };
