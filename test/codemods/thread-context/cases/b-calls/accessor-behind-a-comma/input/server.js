const express = require('express');
const { forget, forgetLater } = require('./runs');

const app = express();
app.delete('/runs/:id', (request, response) => {
  forget(request.params.id);
  response.on('finish', forgetLater(request.params.id));
  response.sendStatus(204);
});
