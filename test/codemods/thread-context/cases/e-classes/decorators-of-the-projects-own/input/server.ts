import express from 'express';
import { Digest } from './digest';

const digest = new Digest();

export const app = express();

app.get('/digest/:topic', (req, res) => {
  res.send(digest.of(req.params['topic'] ?? '') + digest.last(req.params['topic'] ?? ''));
});
