const { getStore } = require('./store');

exports.forget = function (name) {
  getStore().forget(name);
};
