import express from 'express';
import { contextFromRequest } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export const app = express();

const memory = express.Router();
memory.use((_, res, next) => {
  const userContext = contextFromRequest(_);
  res.setHeader('x-last-run', createAgentInstanceFactory(userContext).recall('lastRun'));
  next();
});
app.use('/memory', memory);
