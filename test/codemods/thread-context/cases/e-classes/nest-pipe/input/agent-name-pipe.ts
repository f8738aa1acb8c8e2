import { Injectable, type PipeTransform } from '@nestjs/common';
import { getAgentInstanceFactory } from './agents';

@Injectable()
export class AgentNamePipe implements PipeTransform<string, string> {
  transform(value: string): string {
    return getAgentInstanceFactory().recall(value);
  }
}
