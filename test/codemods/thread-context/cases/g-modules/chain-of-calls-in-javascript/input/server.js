const express = require('express');
const { clearAgent } = require('./clearing');

function agentRoutes(app) {
  app.delete('/agents/:name', async (request, response) => {
    await clearAgent(request.params.name);
    response.sendStatus(204);
  });
}

agentRoutes(express());
