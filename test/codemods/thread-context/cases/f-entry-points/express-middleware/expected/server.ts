import express from 'express';
import { contextFromRequest } from '@unsingleton/runtime';
import { noteVisit } from './visits';

export const app = express();

app.use((req, _res, next) => {
  const userContext = contextFromRequest(req);
  noteVisit(userContext, req.path);
  next();
});
