const express = require('express');
const { contextFromRequest } = require('@unsingleton/runtime');
const { forget, forgetLater } = require('./runs');

const app = express();
app.delete('/runs/:id', (request, response) => {
  const userContext = contextFromRequest(request);
  forget(userContext, request.params.id);
  response.on('finish', forgetLater(userContext, request.params.id));
  response.sendStatus(204);
});
