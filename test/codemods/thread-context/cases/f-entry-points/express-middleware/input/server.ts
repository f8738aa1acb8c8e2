import express from 'express';
import { noteVisit } from './visits';

export const app = express();

app.use((req, _res, next) => {
  noteVisit(req.path);
  next();
});
