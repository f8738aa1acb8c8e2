var open = require('./store.js').getStore;

exports.forget = function (key) {
  open().memory.delete(key);
};

exports.shown = Object.assign(() => open().memory.size, { unit: 'entries' });
