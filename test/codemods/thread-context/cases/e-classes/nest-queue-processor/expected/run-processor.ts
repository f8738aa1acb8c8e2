import { Processor, WorkerHost } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { contextFromRequest } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

@Processor('runs')
export class RunProcessor extends WorkerHost {
  override async process(job: Job<{ name: string }>): Promise<string> {
    const userContext = contextFromRequest(job);
    return createAgentInstanceFactory(userContext).run(job.data.name);
  }
}
