import { Processor, WorkerHost } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { getAgentInstanceFactory } from './agents';

@Processor('runs')
export class RunProcessor extends WorkerHost {
  override async process(job: Job<{ name: string }>): Promise<string> {
    return getAgentInstanceFactory().run(job.data.name);
  }
}
