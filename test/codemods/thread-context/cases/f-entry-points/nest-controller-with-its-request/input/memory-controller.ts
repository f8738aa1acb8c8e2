import { Controller, Get, Param, Req } from '@nestjs/common';
import type { Request } from 'express';
import { getAgentInstanceFactory } from './agents';

@Controller('memory')
export class MemoryController {
  @Get(':key')
  recall(@Param('key') key: string, @Req() req: Request): string {
    return `${req.method} ${getAgentInstanceFactory().recall(key)}`;
  }
}
