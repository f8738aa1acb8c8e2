const store = require('./store');

function forget(run) {
  (0, store.getStore)().forget(run);
}

function forgetLater(run) {
  const open = (0, store.getStore);
  return () => open().forget(run);
}

module.exports = { forget, forgetLater };
