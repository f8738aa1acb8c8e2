import express from 'express';
import { contextFromRequest } from '@unsingleton/runtime';
import { createStore } from './store.js';

const app = express();

app.post('/notes', (req, res) => {
  const userContext = contextFromRequest(req);
  createStore(userContext).add(String(req.query['note']));
  res.sendStatus(204);
});
