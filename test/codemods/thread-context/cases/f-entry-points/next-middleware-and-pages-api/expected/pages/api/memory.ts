import type { NextApiRequest, NextApiResponse } from 'next';
import { contextFromRequest } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from '../../agents';

export default function handler(req: NextApiRequest, res: NextApiResponse<string>): void {
  const userContext = contextFromRequest(req);
  res.status(200).send(createAgentInstanceFactory(userContext).recall(String(req.query['key'])));
}
