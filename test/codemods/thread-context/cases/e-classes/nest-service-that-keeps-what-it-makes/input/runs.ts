import { Injectable } from '@nestjs/common';
import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory, type AgentInstanceFactory } from './agents';

class Session {
  constructor(readonly agents: AgentInstanceFactory) {}
}

@Injectable()
export class RunService {
  private readonly sessions = new Map<string, Session>();

  recall(runId: string): string {
    return getAgentInstanceFactory().recall(runId);
  }

  sessionOf(name: string): Session {
    let session = this.sessions.get(name);
    if (session === undefined) {
      session = this.open();
      this.sessions.set(name, session);
    }
    return session;
  }

  private open(): Session {
    return new Session(getAgentInstanceFactory());
  }
}

export function handle(userContext: UserExecutionContext, runs: RunService): string {
  return runs.recall(userContext.runId) + runs.sessionOf('inbox').agents.recall(userContext.runId);
}
