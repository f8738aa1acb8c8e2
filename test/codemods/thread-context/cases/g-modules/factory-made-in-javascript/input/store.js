const { perRequest } = require('@unsingleton/runtime');

class Store {
  constructor() {
    this.notes = [];
  }
  add(note) {
    this.notes.push(note);
  }
}

const stores = {};

function getStore(kind = 'default') {
  stores[kind] = stores[kind] ?? new Store();
  return stores[kind];
}

const createStore = perRequest((_userContext) => getStore());

module.exports = {
  createStore,
  getStore,
};
