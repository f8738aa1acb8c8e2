import express, { type RequestHandler } from 'express';
import { getAgentInstanceFactory } from './agents';

const app = express();

function recallFrom(folder: string): RequestHandler {
  return (req, res) => {
    res.send(getAgentInstanceFactory().recall(`${folder}/${req.params['id']}`));
  };
}

app.get('/runs/:id', recallFrom('runs'));
