import { Controller, Get, Param, Req } from '@nestjs/common';
import { contextFromRequest } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

@Controller('memory')
export class MemoryController {
  @Get(':key')
  recall(@Req() req: object, @Param('key') key: string): string {
    const userContext = contextFromRequest(req);
    return createAgentInstanceFactory(userContext).recall(key);
  }

  @Get()
  recallAll(@Req() req: object): string[] {
    const userContext = contextFromRequest(req);
    return createAgentInstanceFactory(userContext).recallAll();
  }

  @Get(':key/:otherwise')
  recallOr(
    @Req() req: object,
    @Param('key') key: string,
    @Param('otherwise') otherwise: string,
  ): string {
    const userContext = contextFromRequest(req);
    return createAgentInstanceFactory(userContext).recall(key) || otherwise;
  }
}
