const { getStore: open } = require('./store.js');
var store = require('./store.js').getStore;

exports.recall = (key) => open().memory.get(key);

exports.size = () => store().memory.size;
