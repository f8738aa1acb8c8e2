const { getStore } = require('./store');

function forget(name) {
  getStore().forget(name);
}

module.exports = { forget };
