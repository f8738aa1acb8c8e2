const { getStore } = require('./store');

const Run = {
  find: async function (id) {
    return { id };
  },
  forget: async function (agent, ids = []) {
    for (const id of ids) getStore().forget(`${agent}/${id}`);
  },
};

module.exports = { Run };
