const express = require('express');

let runs;
try {
  runs = require('./runs');
} catch {}

const app = express();

app.delete('/:name', (req, res) => {
  runs.forget(req.params.name);
  res.sendStatus(204);
});
