import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { getAgentInstanceFactory } from './agents';

@Injectable()
export class KnownAgentGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    return getAgentInstanceFactory().recall(context.getHandler().name) !== '';
  }
}
