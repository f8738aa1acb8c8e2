import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { getAgentInstanceFactory } from './agents';

@Injectable()
export class NightlyReport {
  // @unsingleton-todo NO_REQUEST: no request, so no user
  @Cron('0 3 * * *')
  async run(): Promise<void> {
    await getAgentInstanceFactory().run('nightly report');
  }
}
