import type { UserExecutionContext } from '@unsingleton/runtime';
import { type AgentInstanceFactory, createAgentInstanceFactory } from './agents';

export type Connection = { readonly id: string; readonly userContext: UserExecutionContext };

export class Session {
  private readonly agents: AgentInstanceFactory;

  constructor(userContext: UserExecutionContext, private readonly connection: Connection) {
    this.agents = createAgentInstanceFactory(userContext);
  }

  recall(runId: string): string {
    return `${this.connection.id}: ${this.agents.recall(runId)}`;
  }
}

const sessions = new WeakMap<Connection, Session>();

export function onConnection(connection: Connection): void {
  sessions.set(connection, new Session(connection.userContext, connection));
}

export function onMessage(connection: Connection, runId: string): string {
  return sessions.get(connection)?.recall(runId) ?? '';
}
