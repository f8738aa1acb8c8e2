const { getStore } = require('./store');

exports.forget = function (name) {
  getStore().forget(name);
};

exports.forgetAll = function (names) {
  names.forEach((name) => this.forget(name));
  names.forEach(exports.forget);
  module.exports.forget('last');
};
