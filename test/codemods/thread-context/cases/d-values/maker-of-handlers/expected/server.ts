import express, { type RequestHandler } from 'express';
import { contextFromRequest } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

const app = express();

function recallFrom(folder: string): RequestHandler {
  return (req, res) => {
    const userContext = contextFromRequest(req);
    res.send(createAgentInstanceFactory(userContext).recall(`${folder}/${req.params['id']}`));
  };
}

app.get('/runs/:id', recallFrom('runs'));
