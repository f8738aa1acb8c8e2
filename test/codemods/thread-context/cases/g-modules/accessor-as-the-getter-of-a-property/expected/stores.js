const { getStore } = require('./store');

// @unsingleton-todo GETTER_NO_PARAM: a getter cannot take a context
Object.defineProperty(exports, 'current', { enumerable: true, get: getStore });
