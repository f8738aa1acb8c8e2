const { perRequest } = require('@unsingleton/runtime');

class Store {
  constructor() {
    this.memory = new Map();
  }
}

const instance = new Store();

const getStore = () => instance;

const createStore = perRequest(() => new Store());

module.exports = { getStore, createStore };
