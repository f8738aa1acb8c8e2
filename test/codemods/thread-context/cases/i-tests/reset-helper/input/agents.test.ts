import { afterEach, describe, expect, it } from 'vitest';
import { getAgentInstanceFactory, resetAgentInstanceFactory } from './agents';

describe('agents', () => {
  afterEach(() => {
    resetAgentInstanceFactory();
  });

  it('know nothing at first', () => {
    expect(getAgentInstanceFactory().recall('name')).toBe('');
  });
});
