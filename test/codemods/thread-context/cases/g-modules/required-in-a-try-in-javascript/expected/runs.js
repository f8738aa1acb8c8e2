const { createStore } = require('./store');

exports.forget = function (userContext, name) {
  createStore(userContext).forget(name);
};
