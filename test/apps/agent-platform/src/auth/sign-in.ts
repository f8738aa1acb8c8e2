import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { readToken } from './token.js';
import type { User } from './users.js';

declare global {
  namespace Express {
    interface Request {
      user?: User;
    }
  }
}

/** The user whose token the request carries, for HTTP requests and WebSocket upgrades alike. */
export function authenticate(request: IncomingMessage, secret: string): User | undefined {
  const [scheme, token] = (request.headers.authorization ?? '').split(' ');
  return scheme === 'Bearer' && token ? readToken(token, secret) : undefined;
}

export function signIn(secret: string): RequestHandler {
  return (req, res, next) => {
    const user = authenticate(req, secret);
    if (!user) {
      res.status(401).json({ error: 'Sign in first' });
      return;
    }
    req.user = user;
    next();
  };
}
