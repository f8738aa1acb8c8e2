const express = require('express');
const { contextFromRequest } = require('@unsingleton/runtime');

let runs;
try {
  runs = require('./runs');
} catch {}

const app = express();

app.delete('/:name', (req, res) => {
  const userContext = contextFromRequest(req);
  runs.forget(userContext, req.params.name);
  res.sendStatus(204);
});
