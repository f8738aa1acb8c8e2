import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { tap, type Observable } from 'rxjs';
import { getAgentInstanceFactory } from './agents';

function noteRun(name: string): void {
  getAgentInstanceFactory().remember('lastRun', name);
}

@Injectable()
export class LastRunInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(tap(() => noteRun(context.getHandler().name)));
  }
}
