import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import type { UserExecutionContext } from '@unsingleton/runtime';
import { startRun } from './runs';

interface StartMessage {
  readonly context: UserExecutionContext;
  readonly name: string;
}

@Controller()
export class RunMessages {
  @MessagePattern('runs.start')
  start(@Payload() message: StartMessage): Promise<string> {
    return startRun(message.context, message.name);
  }
}
