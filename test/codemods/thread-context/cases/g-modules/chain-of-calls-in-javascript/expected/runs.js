const { createStore } = require('./store');

const Run = {
  find: async function (id) {
    return { id };
  },
  forget: async function (userContext, agent, ids = []) {
    for (const id of ids) createStore(userContext).forget(`${agent}/${id}`);
  },
};

module.exports = { Run };
