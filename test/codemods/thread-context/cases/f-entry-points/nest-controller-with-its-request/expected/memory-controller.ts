import { Controller, Get, Param, Req } from '@nestjs/common';
import type { Request } from 'express';
import { contextFromRequest } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

@Controller('memory')
export class MemoryController {
  @Get(':key')
  recall(@Param('key') key: string, @Req() req: Request): string {
    const userContext = contextFromRequest(req);
    return `${req.method} ${createAgentInstanceFactory(userContext).recall(key)}`;
  }
}
