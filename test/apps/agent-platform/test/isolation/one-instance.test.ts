import { describe, expect, it } from 'vitest';
import { AgentInstanceFactory, getAgentInstanceFactory } from '../../src/agents/index.js';

describe('the agent instance factory', () => {
  it('is there once', () => {
    expect(getAgentInstanceFactory()).toBe(getAgentInstanceFactory());
  });

  it('is not configured by itself', () => {
    const factory = new AgentInstanceFactory();
    factory.registerAgent('triage', () => {
      throw new Error('nobody should make one');
    });
    factory.beginRequest({ id: 'dave', name: 'Dave', plan: 'free' });
    expect(() => factory.createAgent('triage')).toThrow('The platform is not configured');
  });
});
