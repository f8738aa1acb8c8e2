const { getStore } = require('./store.js');

/**
 * @param {string} key
 */
function recall(key) {
  return getStore().recall(key);
}

function recallName() {
  return recall('name');
}

module.exports = { recallName };
