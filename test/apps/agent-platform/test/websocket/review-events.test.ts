import { beforeEach, describe, expect, it } from 'vitest';
import { getAgentInstanceFactory } from '../../src/agents/index.js';
import { executionEngines } from '../../src/engine/execution-engine-factory.js';
import type { AgentEvent } from '../../src/websocket/events.js';
import { alice, bob } from '../support/people.js';
import { preparePlatform, typesOf } from '../support/platform.js';

describe('the events of a run of the review agent', () => {
  let events: AgentEvent[];
  beforeEach(() => {
    events = preparePlatform();
  });

  it('come in order', async () => {
    getAgentInstanceFactory().beginRequest(alice);
    await executionEngines.runAlone('review', 'the letter');
    expect(typesOf(events)).toEqual([
      'agent_started review',
      'tool_started notes',
      'tool_finished notes',
      'agent_thinking review: reading it all again',
      'agent_finished review',
    ]);
  });

  it('are for the user and the thread of the request', async () => {
    getAgentInstanceFactory().beginRequest(bob, 'trip');
    await executionEngines.createEngine('review').execute('the letter', []);
    expect(events.map(({ userId, thread }) => `${userId} ${thread}`)).toEqual(['bob trip', 'bob trip', 'bob trip']);
    getAgentInstanceFactory().emit('run_finished', 'done');
    expect(events.at(-1)).toEqual({ userId: 'bob', thread: 'trip', type: 'run_finished', text: 'done' });
  });

  it('end early when the model fails', async () => {
    getAgentInstanceFactory().beginRequest(alice);
    await expect(executionEngines.runAlone('review', 'overload')).rejects.toThrow('overloaded');
    expect(typesOf(events).at(-1)).toBe('agent_thinking review: reading it all again');
  });
});
