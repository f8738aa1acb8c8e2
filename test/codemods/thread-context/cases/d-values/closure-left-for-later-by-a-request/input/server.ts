import express from 'express';
import { pool } from './pool';

export const app = express();
app.post('/:name', async (req, res) => {
  res.send(await pool.start(req.params['name'] ?? ''));
  pool.flush();
});
