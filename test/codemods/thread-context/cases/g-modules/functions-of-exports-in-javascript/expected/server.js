const express = require('express');
const { contextFromRequest } = require('@unsingleton/runtime');
const memory = require('./memory.js');

const app = express();
app.get('/name', async (req, res) => {
  const userContext = contextFromRequest(req);
  return res.send(await memory.recallName(userContext));
});
module.exports = app;
