import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { getAgentInstanceFactory, resetAgentInstanceFactory } from '../../src/agents/index.js';
import type { AgentEvent } from '../../src/websocket/events.js';
import { alice, bob } from '../support/people.js';
import { preparePlatform, typesOf } from '../support/platform.js';

describe('the writing agent', () => {
  let events: AgentEvent[];
  beforeEach(() => {
    events = preparePlatform();
    getAgentInstanceFactory().beginRequest(alice, 'trip');
  });
  afterEach(() => {
    resetAgentInstanceFactory();
  });

  it('answers with the configured model', async () => {
    const agent = getAgentInstanceFactory().createAgent('writing');
    expect(await agent.run('the summer', 'sun')).toBe('[test] Draft about the summer (sun), signed Alice in trip');
  });

  it('remembers what it said, and tells what it is at', async () => {
    await getAgentInstanceFactory().createAgent('writing').run('the summer', 'sun');
    expect(getAgentInstanceFactory().recall(1)).toEqual(['writing: [test] Draft about the summer (sun)']);
    expect(typesOf(events)).toEqual(['agent_thinking writing: writing a draft']);
  });

  it('is the same one again within a request', () => {
    const factory = getAgentInstanceFactory();
    const agent = factory.agentFor('writing');
    expect(factory.agentFor('writing')).toBe(agent);
    getAgentInstanceFactory().beginRequest(bob);
    expect(getAgentInstanceFactory().agentFor('writing')).not.toBe(agent);
  });

  it('passes on what goes wrong with the model', async () => {
    const agent = getAgentInstanceFactory().createAgent('writing');
    await expect(agent.run('overload', '')).rejects.toThrow('The model is overloaded');
    expect(getAgentInstanceFactory().recall()).toEqual([]);
  });
});
