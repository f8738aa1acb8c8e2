const { createStore } = require('./store');

function forget(userContext, name) {
  createStore(userContext).forget(name);
}

module.exports = { forget };
