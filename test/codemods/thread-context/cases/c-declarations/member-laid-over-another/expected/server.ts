import express from 'express';
import { contextFromRequest, type UserExecutionContext } from '@unsingleton/runtime';
import { mixed, service, tracing, type Service } from './services';

const shout = (userContext: UserExecutionContext, of: Service, name: string): string => of.load(userContext, name) + of.describe(userContext, name);

export const app = express();
app.get('/:name', (req, res) => {
  const userContext = contextFromRequest(req);
  const name = req.params['name'] ?? '';
  res.json([shout(userContext, service, name), mixed.load(userContext, name), tracing.describe(userContext, name)]);
});
