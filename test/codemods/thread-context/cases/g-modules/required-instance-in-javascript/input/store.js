const { perRequest } = require('@unsingleton/runtime');

class Store {
  memory = new Map();

  recall(key) {
    return this.memory.get(key) ?? '';
  }
}

const store = new Store();

const createStore = perRequest(() => new Store());

module.exports = { store, createStore };
