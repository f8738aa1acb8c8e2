const { perRequest } = require('@unsingleton/runtime');

class Store {
  memory = new Map();

  recall(key) {
    return this.memory.get(key) ?? '';
  }
}

let store;

module.exports = {
  getStore: () => (store ??= new Store()),
  createStore: perRequest(() => new Store()),
};
