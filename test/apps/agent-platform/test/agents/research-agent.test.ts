import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { getAgentInstanceFactory, resetAgentInstanceFactory } from '../../src/agents/index.js';
import type { AgentEvent } from '../../src/websocket/events.js';
import { alice, bob } from '../support/people.js';
import { preparePlatform, typesOf } from '../support/platform.js';

describe('the research agent', () => {
  let events: AgentEvent[];
  beforeEach(() => {
    events = preparePlatform();
    getAgentInstanceFactory().beginRequest(alice, 'trip');
  });
  afterEach(() => {
    resetAgentInstanceFactory();
  });

  it('answers with the configured model', async () => {
    const agent = getAgentInstanceFactory().createAgent('research');
    expect(await agent.run('when is the rent due', 'rent: on the first')).toBe('[test] when is the rent due (from the notes of Alice: rent: on the first)');
  });

  it('remembers what it said, and tells what it is at', async () => {
    await getAgentInstanceFactory().createAgent('research').run('when is the rent due', 'rent: on the first');
    expect(getAgentInstanceFactory().recall(1)).toEqual(['research: [test] when is the rent due (from the notes of Alice: rent: on the first)']);
    expect(typesOf(events)).toEqual(['agent_thinking research: looking into the notes']);
  });

  it('is the same one again within a request', () => {
    const factory = getAgentInstanceFactory();
    const agent = factory.agentFor('research');
    expect(factory.agentFor('research')).toBe(agent);
    getAgentInstanceFactory().beginRequest(bob);
    expect(getAgentInstanceFactory().agentFor('research')).not.toBe(agent);
  });

  it('passes on what goes wrong with the model', async () => {
    const agent = getAgentInstanceFactory().createAgent('research');
    await expect(agent.run('overload', '')).rejects.toThrow('The model is overloaded');
    expect(getAgentInstanceFactory().recall()).toEqual([]);
  });
});
