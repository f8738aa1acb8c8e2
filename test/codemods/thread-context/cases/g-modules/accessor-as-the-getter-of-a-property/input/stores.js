const { getStore } = require('./store');

Object.defineProperty(exports, 'current', { enumerable: true, get: getStore });
