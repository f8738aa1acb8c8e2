import { Injectable } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

export interface RunStarted {
  readonly userContext: UserExecutionContext;
  readonly run: string;
}

@Injectable()
export class RunListener {
  @OnEvent('run.started')
  note(event: RunStarted): void {
    getAgentInstanceFactory().remember('lastRun', event.run);
  }
}
