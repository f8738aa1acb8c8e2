const express = require('express');
const { contextFromRequest } = require('@unsingleton/runtime');
const { clearAgent } = require('./clearing');

function agentRoutes(app) {
  app.delete('/agents/:name', async (request, response) => {
    const userContext = contextFromRequest(request);
    await clearAgent(userContext, request.params.name);
    response.sendStatus(204);
  });
}

agentRoutes(express());
