const { perRequest } = require('@unsingleton/runtime');

class Store {
  memory = new Map();

  forget(key) {
    this.memory.delete(key);
  }
}

const instance = new Store();

function getStore() {
  return instance;
}

const createStore = perRequest(() => new Store());

module.exports = { getStore, createStore };
