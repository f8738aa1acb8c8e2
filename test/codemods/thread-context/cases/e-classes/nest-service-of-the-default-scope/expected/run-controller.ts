import { Controller, Param, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { contextFromRequest } from '@unsingleton/runtime';
import { RunService } from './run-service';

@Controller('runs')
export class RunController {
  constructor(private readonly runs: RunService) {}

  @Post(':name')
  start(@Req() req: Request, @Param('name') name: string): Promise<string> {
    const userContext = contextFromRequest(req);
    return this.runs.start(userContext, `${name} from ${req.ip ?? 'somewhere'}`);
  }
}
