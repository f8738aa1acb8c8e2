import { Router, type Request } from 'express';
import { contextFromRequest, type UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

async function forget(userContext: UserExecutionContext): Promise<void> {
  createAgentInstanceFactory(userContext).remember('lastRun', '');
}

export const last = Router();
last.delete('/runs/last', [(req: Request) => forget(contextFromRequest(req))], (request: Request) => {
  console.log(request.path);
});
