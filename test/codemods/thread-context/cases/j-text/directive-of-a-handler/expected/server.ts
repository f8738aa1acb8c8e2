import express from 'express';
import { contextFromRequest } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export const app = express();

app.get('/memory', function (req, res) {
  'use strict';
  const userContext = contextFromRequest(req);
  res.json(createAgentInstanceFactory(userContext).recall(String(req.query['key'])));
});
