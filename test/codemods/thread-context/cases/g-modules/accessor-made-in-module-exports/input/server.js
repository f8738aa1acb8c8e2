const express = require('express');
const stores = require('./store');
const { getStore } = require('./store');

const app = express();

app.get('/name', (req, res) => {
  res.send(getStore().recall('name'));
});

app.get('/keys/:key', (req, res) => {
  res.send(stores.getStore().recall(req.params.key));
});

app.get('/later', async (req, res) => {
  const { getStore: later } = await import('./store.js');
  res.send(later().recall('later'));
});
