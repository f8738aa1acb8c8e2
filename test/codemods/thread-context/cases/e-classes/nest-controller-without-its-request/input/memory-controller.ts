import { Controller, Get, Param } from '@nestjs/common';
import { getAgentInstanceFactory } from './agents';

@Controller('memory')
export class MemoryController {
  @Get(':key')
  recall(@Param('key') key: string): string {
    return getAgentInstanceFactory().recall(key);
  }

  @Get()
  recallAll(): string[] {
    return getAgentInstanceFactory().recallAll();
  }

  @Get(':key/:otherwise')
  recallOr(
    @Param('key') key: string,
    @Param('otherwise') otherwise: string,
  ): string {
    return getAgentInstanceFactory().recall(key) || otherwise;
  }
}
