const express = require('express');
const runs = require('./runs');

const app = express();
const { forget } = runs;

app.delete('/:name', (req, res) => {
  runs.forgetAll([req.params.name]);
  forget('last');
  res.sendStatus(204);
});
