import express from 'express';
import { contextFromRequest } from '@unsingleton/runtime';
import { Digest } from './digest';

const digest = new Digest();

export const app = express();

app.get('/digest/:topic', (req, res) => {
  const userContext = contextFromRequest(req);
  res.send(digest.of(userContext, req.params['topic'] ?? '') + digest.last(req.params['topic'] ?? ''));
});
