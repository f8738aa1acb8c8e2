import { Router, type Request } from 'express';
import { getAgentInstanceFactory } from './agents';

async function forget(): Promise<void> {
  getAgentInstanceFactory().remember('lastRun', '');
}

export const last = Router();
last.delete('/runs/last', [forget], (request: Request) => {
  console.log(request.path);
});
