const { getStore } = require('../store');

module.exports.up = async () => {
  getStore().forget('legacy');
};

module.exports.down = async () => {};
