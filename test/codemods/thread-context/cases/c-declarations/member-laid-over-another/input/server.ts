import express from 'express';
import { mixed, service, tracing, type Service } from './services';

const shout = (of: Service, name: string): string => of.load(name) + of.describe(name);

export const app = express();
app.get('/:name', (req, res) => {
  const name = req.params['name'] ?? '';
  res.json([shout(service, name), mixed.load(name), tracing.describe(name)]);
});
