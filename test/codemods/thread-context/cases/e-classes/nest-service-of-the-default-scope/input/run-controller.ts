import { Controller, Param, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { RunService } from './run-service';

@Controller('runs')
export class RunController {
  constructor(private readonly runs: RunService) {}

  @Post(':name')
  start(@Req() req: Request, @Param('name') name: string): Promise<string> {
    return this.runs.start(`${name} from ${req.ip ?? 'somewhere'}`);
  }
}
