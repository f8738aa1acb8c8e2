import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { getAgentInstanceFactory, resetAgentInstanceFactory } from '../../src/agents/index.js';
import type { AgentEvent } from '../../src/websocket/events.js';
import { alice, bob } from '../support/people.js';
import { preparePlatform, typesOf } from '../support/platform.js';

describe('the review agent', () => {
  let events: AgentEvent[];
  beforeEach(() => {
    events = preparePlatform();
    getAgentInstanceFactory().beginRequest(alice, 'trip');
  });
  afterEach(() => {
    resetAgentInstanceFactory();
  });

  it('answers with the configured model', async () => {
    const agent = getAgentInstanceFactory().createAgent('review');
    expect(await agent.run('the letter', '')).toBe('[test] review of the letter');
  });

  it('remembers what it said, and tells what it is at', async () => {
    await getAgentInstanceFactory().createAgent('review').run('the letter', '');
    expect(getAgentInstanceFactory().recall(1)).toEqual(['review: [test] review of the letter']);
    expect(typesOf(events)).toEqual(['agent_thinking review: reading it all again']);
  });

  it('is the same one again within a request', () => {
    const factory = getAgentInstanceFactory();
    const agent = factory.agentFor('review');
    expect(factory.agentFor('review')).toBe(agent);
    getAgentInstanceFactory().beginRequest(bob);
    expect(getAgentInstanceFactory().agentFor('review')).not.toBe(agent);
  });

  it('passes on what goes wrong with the model', async () => {
    const agent = getAgentInstanceFactory().createAgent('review');
    await expect(agent.run('overload', '')).rejects.toThrow('The model is overloaded');
    expect(getAgentInstanceFactory().recall()).toEqual([]);
  });
});
