import express from 'express';
import { getStore } from './store.js';

const app = express();

app.post('/notes', (req, res) => {
  getStore().add(String(req.query['note']));
  res.sendStatus(204);
});
