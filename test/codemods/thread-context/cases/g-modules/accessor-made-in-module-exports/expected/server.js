const express = require('express');
const { contextFromRequest } = require('@unsingleton/runtime');
const stores = require('./store');
const { createStore } = require('./store');

const app = express();

app.get('/name', (req, res) => {
  const userContext = contextFromRequest(req);
  res.send(createStore(userContext).recall('name'));
});

app.get('/keys/:key', (req, res) => {
  const userContext = contextFromRequest(req);
  res.send(stores.createStore(userContext).recall(req.params.key));
});

app.get('/later', async (req, res) => {
  const userContext = contextFromRequest(req);
  const { createStore: later } = await import('./store.js');
  res.send(later(userContext).recall('later'));
});
