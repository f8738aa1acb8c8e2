const express = require('express');
const { contextFromRequest } = require('@unsingleton/runtime');
const { createStore } = require('./store');

const app = express();

app.post('/notes', (req, res) => {
  const userContext = contextFromRequest(req);
  createStore(userContext).add(req.query.note);
  res.sendStatus(204);
});

module.exports = { app };
