const { getStore } = require('../store');

// @unsingleton-todo NO_REQUEST: no request, so no user
module.exports.up = async () => {
  getStore().forget('legacy');
};

module.exports.down = async () => {};
