import express from 'express';
import { getAgentInstanceFactory } from './agents';

export const app = express();

app.get('/memory', function (req, res) {
  'use strict';
  res.json(getAgentInstanceFactory().recall(String(req.query['key'])));
});
