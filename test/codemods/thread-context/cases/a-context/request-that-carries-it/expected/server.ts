import express from 'express';
import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

declare global {
  namespace Express {
    interface Request {
      userContext: UserExecutionContext;
    }
  }
}

const app = express();

app.get('/runs/:id', (req, res) => {
  res.send(createAgentInstanceFactory(req.userContext).recall(req.params.id));
});
