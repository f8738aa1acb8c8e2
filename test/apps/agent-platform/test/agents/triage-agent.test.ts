import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { getAgentInstanceFactory, resetAgentInstanceFactory } from '../../src/agents/index.js';
import type { AgentEvent } from '../../src/websocket/events.js';
import { alice, bob } from '../support/people.js';
import { preparePlatform, typesOf } from '../support/platform.js';

describe('the triage agent', () => {
  let events: AgentEvent[];
  beforeEach(() => {
    events = preparePlatform();
    getAgentInstanceFactory().beginRequest(alice, 'trip');
  });
  afterEach(() => {
    resetAgentInstanceFactory();
  });

  it('answers with the configured model', async () => {
    const agent = getAgentInstanceFactory().createAgent('triage');
    expect(await agent.run('the rent is due today', '')).toBe('[test] urgent: the rent is due today');
  });

  it('remembers what it said, and tells what it is at', async () => {
    await getAgentInstanceFactory().createAgent('triage').run('the rent is due today', '');
    expect(getAgentInstanceFactory().recall(1)).toEqual(['triage: [test] urgent: the rent is due today']);
    expect(typesOf(events)).toEqual(['agent_thinking triage: how urgent is it?']);
  });

  it('is the same one again within a request', () => {
    const factory = getAgentInstanceFactory();
    const agent = factory.agentFor('triage');
    expect(factory.agentFor('triage')).toBe(agent);
    getAgentInstanceFactory().beginRequest(bob);
    expect(getAgentInstanceFactory().agentFor('triage')).not.toBe(agent);
  });

  it('passes on what goes wrong with the model', async () => {
    const agent = getAgentInstanceFactory().createAgent('triage');
    await expect(agent.run('overload', '')).rejects.toThrow('The model is overloaded');
    expect(getAgentInstanceFactory().recall()).toEqual([]);
  });
});
