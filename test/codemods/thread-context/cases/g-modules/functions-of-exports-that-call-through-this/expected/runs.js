const { createStore } = require('./store');

exports.forget = function (userContext, name) {
  createStore(userContext).forget(name);
};

exports.forgetAll = function (userContext, names) {
  names.forEach((name) => this.forget(userContext, name));
  names.forEach((name) => exports.forget(userContext, name));
  module.exports.forget(userContext, 'last');
};
