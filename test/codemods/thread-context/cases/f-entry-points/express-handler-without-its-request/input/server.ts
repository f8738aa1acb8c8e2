import express from 'express';
import { getAgentInstanceFactory } from './agents';

export const app = express();

const memory = express.Router();
memory.use((_, res, next) => {
  res.setHeader('x-last-run', getAgentInstanceFactory().recall('lastRun'));
  next();
});
app.use('/memory', memory);
