const { perRequest } = require('@unsingleton/runtime');

class Store {
  /** @type {Map<string, string>} */
  memory = new Map();

  /** @param {string} key */
  recall(key) {
    return this.memory.get(key) ?? '';
  }
}

const instance = new Store();

function getStore() {
  return instance;
}

const createStore = perRequest(() => new Store());

module.exports = { getStore, createStore };
