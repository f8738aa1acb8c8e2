const { getStore } = require('./store.js');

exports.recall = function (key) {
  return getStore().memory.get(key);
};

exports.recallName = async () => exports.recall('name');

exports.shown = Object.assign(() => getStore().memory.size, { unit: 'entries' });
