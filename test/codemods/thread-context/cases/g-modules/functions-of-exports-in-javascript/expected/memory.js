const { createStore, getStore } = require('./store.js');

exports.recall = function (userContext, key) {
  return createStore(userContext).memory.get(key);
};

exports.recallName = async (userContext) => exports.recall(userContext, 'name');

// @unsingleton-todo FRAMEWORK_CALLED: called by a framework
exports.shown = Object.assign(() => getStore().memory.size, { unit: 'entries' });
