import { userScope } from '@unsingleton/runtime/express';
import express, { type Express } from 'express';
import { beginRequest } from './auth/begin-request.js';
import { signIn } from './auth/sign-in.js';
import { identify } from './auth/user-context.js';
import { health } from './routes/health.js';
import { api } from './routes/index.js';
import { reportError } from './routes/report-error.js';

export function createApp(secret: string): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use('/health', health);
  app.use(express.json());
  app.use('/api', signIn(secret), userScope(identify), beginRequest, api);
  app.use(reportError);
  return app;
}
