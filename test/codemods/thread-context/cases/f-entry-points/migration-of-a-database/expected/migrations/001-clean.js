const { getStore } = require('../store');

// @unsingleton-todo FRAMEWORK_CALLED: called by a framework
module.exports.up = async () => {
  getStore().forget('legacy');
};

module.exports.down = async () => {};
