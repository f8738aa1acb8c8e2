const express = require('express');
const { store } = require('./store');
const stores = require('./store');
const memory = require('./store').store;
const { store: kept } = require('./store');

const app = express();

app.get('/name', (req, res) => {
  res.send(store.recall('name'));
});

app.get('/all', (req, res) => {
  res.send(stores.store.recall(req.params.key));
});

app.get('/memory', (req, res) => {
  res.send(memory.recall(req.params.key));
});

app.get('/kept', (req, res) => {
  res.send(kept.recall(req.params.key));
});

kept.recall('port');
