import type { NextApiRequest, NextApiResponse } from 'next';
import { getAgentInstanceFactory } from '../../agents';

export default function handler(req: NextApiRequest, res: NextApiResponse<string>): void {
  res.status(200).send(getAgentInstanceFactory().recall(String(req.query['key'])));
}
