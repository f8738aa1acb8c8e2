import express from 'express';
import { contextFromRequest } from '@unsingleton/runtime';
import { createAgentInstanceFactory, getAgentInstanceFactory } from './agents';
import { getOrMake, Session } from './session';

const sessions = new Map<string, Session>();
const answers = new Map<string, string>();

export const app = express();

app.post('/sessions/:name', (req, res) => {
  const userContext = contextFromRequest(req);
  const session = getOrMake(sessions, req.params['name'] ?? '', () => new Session());
  session.note(userContext, 'opened');
  res.send(session.last(userContext));
});

app.get('/answers/:name', (req, res) => {
  const name = req.params['name'] ?? '';
  // @unsingleton-todo CACHED_ACROSS_USERS: a cache would serve one user's result to another
  res.send(getOrMake(answers, name, () => getAgentInstanceFactory().recall(name)));
});

app.get('/counted/:name', (req, res) => {
  const userContext = contextFromRequest(req);
  const name = req.params['name'] ?? '';
  res.send(getOrMake(new Map<string, string>(), name, () => createAgentInstanceFactory(userContext).recall(name)));
});
