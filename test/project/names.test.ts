import { describe, expect, it } from 'vitest';
import { resolveConfiguration } from '../../src/project/configuration.js';
import { factoryName } from '../../src/project/names.js';
import { nearest } from '../../src/project/nearest.js';

describe('factoryName', () => {
  const configuration = resolveConfiguration({ accessors: [{ legacy: 'agents', factory: 'openAgents' }] });

  it.each([
    ['getAgentInstanceFactory', 'createAgentInstanceFactory'],
    ['AgentRegistry.getInstance', 'createAgentRegistry'],
    ['ensureBrowser', 'createBrowser'],
    ['agentRegistry', 'createAgentRegistry'],
    ['getaway', 'createGetaway'],
    ['agents', 'openAgents'],
  ])('%s becomes %s', (legacy, factory) => {
    expect(factoryName(legacy, configuration)).toBe(factory);
  });
});

describe('nearest', () => {
  it('finds the word that a slip of the finger meant', () => {
    expect(nearest('identityTyps', ['identityTypes', 'include'])).toBe('identityTypes');
    expect(nearest('mirgate', ['scan', 'migrate'])).toBe('migrate');
  });

  it('offers nothing where nothing is close', () => {
    expect(nearest('database', ['scan', 'migrate'])).toBeUndefined();
  });
});
