import { beforeEach, describe, expect, it } from 'vitest';
import { getAgentInstanceFactory } from '../../src/agents/index.js';
import { registerAgents } from '../../src/agents/register-agents.js';
import { loadConfig } from '../../src/config.js';
import { executionEngines } from '../../src/engine/execution-engine-factory.js';
import { ModelClient } from '../../src/model/model-client.js';
import { configurePlatform } from '../../src/startup.js';
import { bob } from '../support/people.js';

describe('the configuration', () => {
  beforeEach(() => {
    configurePlatform(loadConfig({ MODEL: 'large', MODEL_LATENCY: '0' }));
  });

  it('is the same for every request', async () => {
    getAgentInstanceFactory().beginRequest(bob);
    expect(await executionEngines.runAlone('triage', 'hello')).toBe('[large] can wait: hello');
  });

  it('offers every agent', () => {
    registerAgents();
    expect(getAgentInstanceFactory().agentNames()).toEqual(['triage', 'research', 'analysis', 'writing', 'review']);
  });

  it('can be replaced as a whole', async () => {
    const heard: string[] = [];
    getAgentInstanceFactory().configure({
      modelName: 'tiny',
      model: new ModelClient(0),
      runsAtOnce: 1,
      runsWaiting: 1,
      publish: ({ text }) => heard.push(text),
    });
    getAgentInstanceFactory().beginRequest(bob);
    expect(await getAgentInstanceFactory().createAgent('triage').run('now!', '')).toBe('[tiny] urgent: now!');
    expect(heard).toEqual(['triage: how urgent is it?']);
  });
});
