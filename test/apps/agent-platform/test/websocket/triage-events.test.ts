import { beforeEach, describe, expect, it } from 'vitest';
import { getAgentInstanceFactory } from '../../src/agents/index.js';
import { executionEngines } from '../../src/engine/execution-engine-factory.js';
import type { AgentEvent } from '../../src/websocket/events.js';
import { alice, bob } from '../support/people.js';
import { preparePlatform, typesOf } from '../support/platform.js';

describe('the events of a run of the triage agent', () => {
  let events: AgentEvent[];
  beforeEach(() => {
    events = preparePlatform();
  });

  it('come in order', async () => {
    getAgentInstanceFactory().beginRequest(alice);
    await executionEngines.runAlone('triage', 'the rent is due today');
    expect(typesOf(events)).toEqual([
      'agent_started triage',
      'tool_started notes',
      'tool_finished notes',
      'agent_thinking triage: how urgent is it?',
      'agent_finished triage',
    ]);
  });

  it('are for the user and the thread of the request', async () => {
    getAgentInstanceFactory().beginRequest(bob, 'trip');
    await executionEngines.createEngine('triage').execute('the rent is due today', []);
    expect(events.map(({ userId, thread }) => `${userId} ${thread}`)).toEqual(['bob trip', 'bob trip', 'bob trip']);
    getAgentInstanceFactory().emit('run_finished', 'done');
    expect(events.at(-1)).toEqual({ userId: 'bob', thread: 'trip', type: 'run_finished', text: 'done' });
  });

  it('end early when the model fails', async () => {
    getAgentInstanceFactory().beginRequest(alice);
    await expect(executionEngines.runAlone('triage', 'overload')).rejects.toThrow('overloaded');
    expect(typesOf(events).at(-1)).toBe('agent_thinking triage: how urgent is it?');
  });
});
