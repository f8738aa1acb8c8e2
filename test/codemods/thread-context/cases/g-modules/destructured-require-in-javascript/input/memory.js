const { getStore } = require('./store.js');

/**
 * @param {string} key what to look up
 */
function recall(key) {
  return getStore().recall(key);
}

function recallName() {
  return recall('name');
}

module.exports = { recallName };
