import type { Request, RequestHandler } from 'express';

/** A handler that answers with what `action` returns. */
export function respond(action: (req: Request) => unknown, status = 200): RequestHandler {
  return async (req, res) => {
    res.status(status).json(await action(req));
  };
}

export function textOf(body: unknown, field = 'text'): string {
  return String((body as Record<string, unknown> | undefined)?.[field] ?? '');
}
