const { createStore: open } = require('./store.js');
var store = require('./store.js').createStore;

exports.recall = (userContext, key) => open(userContext).memory.get(key);

exports.size = (userContext) => store(userContext).memory.size;
