const store = require('./store');

function forget(userContext, run) {
  (0, store.createStore)(userContext).forget(run);
}

function forgetLater(userContext, run) {
  const open = (0, store.createStore);
  return () => open(userContext).forget(run);
}

module.exports = { forget, forgetLater };
