import express from 'express';
import { contextFromRequest } from '@unsingleton/runtime';
import { pool } from './pool';

export const app = express();
app.post('/:name', async (req, res) => {
  const userContext = contextFromRequest(req);
  res.send(await pool.start(userContext, req.params['name'] ?? ''));
  pool.flush();
});
