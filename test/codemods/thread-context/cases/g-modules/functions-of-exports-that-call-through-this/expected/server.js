const express = require('express');
const { contextFromRequest } = require('@unsingleton/runtime');
const runs = require('./runs');

const app = express();
const { forget } = runs;

app.delete('/:name', (req, res) => {
  const userContext = contextFromRequest(req);
  runs.forgetAll(userContext, [req.params.name]);
  forget(userContext, 'last');
  res.sendStatus(204);
});
