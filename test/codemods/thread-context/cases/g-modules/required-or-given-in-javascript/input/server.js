const express = require('express');

let runs;
try {
  runs = require('./runs');
} catch {
  runs = { forget: () => {} };
}

const app = express();

app.useRuns = (others) => {
  runs = others;
};

app.delete('/:name', (req, res) => {
  runs.forget(req.params.name);
  res.sendStatus(204);
});
