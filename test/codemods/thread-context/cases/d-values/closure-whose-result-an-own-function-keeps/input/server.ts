import express from 'express';
import { getAgentInstanceFactory } from './agents';
import { getOrMake, Session } from './session';

const sessions = new Map<string, Session>();
const answers = new Map<string, string>();

export const app = express();

app.post('/sessions/:name', (req, res) => {
  const session = getOrMake(sessions, req.params['name'] ?? '', () => new Session());
  session.note('opened');
  res.send(session.last());
});

app.get('/answers/:name', (req, res) => {
  const name = req.params['name'] ?? '';
  res.send(getOrMake(answers, name, () => getAgentInstanceFactory().recall(name)));
});

app.get('/counted/:name', (req, res) => {
  const name = req.params['name'] ?? '';
  res.send(getOrMake(new Map<string, string>(), name, () => getAgentInstanceFactory().recall(name)));
});
