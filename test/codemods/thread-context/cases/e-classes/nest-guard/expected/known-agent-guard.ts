import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { contextFromRequest } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

@Injectable()
export class KnownAgentGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const userContext = contextFromRequest(context.switchToHttp().getRequest());
    return createAgentInstanceFactory(userContext).recall(context.getHandler().name) !== '';
  }
}
