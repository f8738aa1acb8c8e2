const express = require('express');
const { contextFromRequest } = require('@unsingleton/runtime');
const { createStore } = require('./store');
const stores = require('./store');
const memory = require('./store').createStore;
const { store: kept } = require('./store');

const app = express();

app.get('/name', (req, res) => {
  const userContext = contextFromRequest(req);
  res.send(createStore(userContext).recall('name'));
});

app.get('/all', (req, res) => {
  const userContext = contextFromRequest(req);
  res.send(stores.createStore(userContext).recall(req.params.key));
});

app.get('/memory', (req, res) => {
  const userContext = contextFromRequest(req);
  res.send(memory(userContext).recall(req.params.key));
});

app.get('/kept', (req, res) => {
  res.send(kept.recall(req.params.key));
});

// @unsingleton-todo NO_REQUEST: no request, so no user
kept.recall('port');
