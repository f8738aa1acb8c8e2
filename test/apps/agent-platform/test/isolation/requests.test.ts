import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { getAgentInstanceFactory, resetAgentInstanceFactory } from '../../src/agents/index.js';
import { agentNamed, currentThread, currentUser } from '../../src/dependencies.js';
import { usageReport } from '../../src/services/usage-report.js';
import { alice, bob } from '../support/people.js';
import { preparePlatform } from '../support/platform.js';

describe('requests, one after the other', () => {
  beforeEach(() => {
    preparePlatform();
  });
  afterEach(() => {
    resetAgentInstanceFactory();
  });

  it('know their user and their thread', () => {
    getAgentInstanceFactory().beginRequest(alice, 'trip');
    expect([currentUser().name, currentThread()]).toEqual(['Alice', 'trip']);
    getAgentInstanceFactory().beginRequest(bob);
    expect([currentUser().name, currentThread()]).toEqual(['Bob', 'inbox']);
  });

  it('leave nothing behind', () => {
    const factory = getAgentInstanceFactory();
    factory.beginRequest(alice);
    factory.remember('the code is 4711');
    factory.endRequest();
    expect(getAgentInstanceFactory().recall()).toEqual([]);
    expect(() => currentUser()).toThrow('Sign in first');
  });

  it('have agents of their own', () => {
    getAgentInstanceFactory().beginRequest(alice);
    const agent = agentNamed('research');
    expect(agentNamed('research')).toBe(agent);
    getAgentInstanceFactory().beginRequest(bob);
    expect(agentNamed('research')).not.toBe(agent);
    expect(() => agentNamed('spy')).toThrow('Agent spy not found');
  });

  it('report their user\'s usage', async () => {
    getAgentInstanceFactory().beginRequest({ id: 'frank', name: 'Frank', plan: 'free' });
    await getAgentInstanceFactory().run(async () => 'ran');
    expect(usageReport()).toEqual({ user: 'Frank', running: 0, waiting: 0, runs: 1 });
  });
});
