import { describe, expect, it } from 'vitest';
import { createTestUserContext } from '@unsingleton/runtime/testing';
import { createAgentInstanceFactory } from './agents';

describe('agents', () => {
  it('know nothing at first', () => {
    const userContext = createTestUserContext();
    expect(createAgentInstanceFactory(userContext).recall('name')).toBe('');
  });
});
