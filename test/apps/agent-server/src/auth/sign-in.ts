import type { IncomingMessage } from 'node:http';
import type { NextFunction, Request, Response } from 'express';
import { userByToken, type User } from './users.js';

declare global {
  namespace Express {
    interface Request {
      user?: User;
    }
  }
}

/** The user whose token the request carries, for HTTP requests and WebSocket upgrades alike. */
export function authenticate(request: IncomingMessage): User | undefined {
  const [scheme, token] = (request.headers.authorization ?? '').split(' ');
  return scheme === 'Bearer' && token ? userByToken(token) : undefined;
}

export function signIn(req: Request, res: Response, next: NextFunction): void {
  const user = authenticate(req);
  if (!user) {
    res.status(401).json({ error: 'Sign in first' });
    return;
  }
  req.user = user;
  next();
}
