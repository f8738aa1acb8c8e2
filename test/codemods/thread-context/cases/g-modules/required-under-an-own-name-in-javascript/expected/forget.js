var open = require('./store.js').getStore;

exports.forget = function (key) {
  open().memory.delete(key);
};

// @unsingleton-todo FRAMEWORK_CALLED: called by a framework
exports.shown = Object.assign(() => open().memory.size, { unit: 'entries' });
