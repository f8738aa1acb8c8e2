import { userScope } from '@unsingleton/runtime/express';
import express from 'express';
import { identify } from './identity.js';
import { introduce } from './introductions.js';

export const app = express();

app.use(userScope((req) => identify(req.headers['x-user'])));

app.post('/introductions/:name', async (req, res) => {
  res.send(await introduce(req.params.name));
});
