const express = require('express');
const { getStore } = require('./store');

const app = express();

app.post('/notes', (req, res) => {
  getStore().add(req.query.note);
  res.sendStatus(204);
});

module.exports = { app };
