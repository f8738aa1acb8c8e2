import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { getAgentInstanceFactory, resetAgentInstanceFactory } from '../../src/agents/index.js';
import type { AgentEvent } from '../../src/websocket/events.js';
import { alice, bob } from '../support/people.js';
import { preparePlatform, typesOf } from '../support/platform.js';

describe('the analysis agent', () => {
  let events: AgentEvent[];
  beforeEach(() => {
    events = preparePlatform();
    getAgentInstanceFactory().beginRequest(alice, 'trip');
  });
  afterEach(() => {
    resetAgentInstanceFactory();
  });

  it('answers with the configured model', async () => {
    const agent = getAgentInstanceFactory().createAgent('analysis');
    expect(await agent.run('the year', 'rent; trips')).toBe('[test] the year: 2 facts, 1 steps so far for Alice');
  });

  it('remembers what it said, and tells what it is at', async () => {
    await getAgentInstanceFactory().createAgent('analysis').run('the year', 'rent; trips');
    expect(getAgentInstanceFactory().recall(1)).toEqual(['analysis: [test] the year: 2 facts']);
    expect(typesOf(events)).toEqual(['agent_thinking analysis: weighing the facts']);
  });

  it('is the same one again within a request', () => {
    const factory = getAgentInstanceFactory();
    const agent = factory.agentFor('analysis');
    expect(factory.agentFor('analysis')).toBe(agent);
    getAgentInstanceFactory().beginRequest(bob);
    expect(getAgentInstanceFactory().agentFor('analysis')).not.toBe(agent);
  });

  it('passes on what goes wrong with the model', async () => {
    const agent = getAgentInstanceFactory().createAgent('analysis');
    await expect(agent.run('overload', '')).rejects.toThrow('The model is overloaded');
    expect(getAgentInstanceFactory().recall()).toEqual([]);
  });
});
