import { getAgentInstanceFactory, type Infrastructure } from '../../src/agents/index.js';
import { registerAgents } from '../../src/agents/register-agents.js';
import { ModelClient } from '../../src/model/model-client.js';
import type { AgentEvent } from '../../src/websocket/events.js';

/** Configures the platform as a server would, and collects what it publishes. */
export function preparePlatform(settings: Partial<Infrastructure> = {}): AgentEvent[] {
  const events: AgentEvent[] = [];
  registerAgents();
  getAgentInstanceFactory().configure({
    modelName: 'test',
    model: new ModelClient(1),
    runsAtOnce: 2,
    runsWaiting: 20,
    publish: (event) => events.push(event),
    ...settings,
  });
  return events;
}

export const typesOf = (events: AgentEvent[]): string[] => events.map(({ type, text }) => `${type} ${text}`);
