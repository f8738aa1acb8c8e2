import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { tap, type Observable } from 'rxjs';
import { contextFromRequest, type UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function noteRun(userContext: UserExecutionContext, name: string): void {
  createAgentInstanceFactory(userContext).remember('lastRun', name);
}

@Injectable()
export class LastRunInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const userContext = contextFromRequest(context.switchToHttp().getRequest());
    return next.handle().pipe(tap(() => noteRun(userContext, context.getHandler().name)));
  }
}
