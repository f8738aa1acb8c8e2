import { describe, expect, it } from 'vitest';
import { createTestUserContext } from '@unsingleton/runtime/testing';
import { note, recall } from './memory';

describe('memory', () => {
  it('recalls nothing at first', () => {
    const userContext = createTestUserContext();
    expect(recall(userContext, 'name')).toBe('');
  });

  it('recalls what was noted', async () => {
    const userContext = createTestUserContext();
    note(userContext, 'name', 'Alice');
    await Promise.resolve();
    expect(recall(userContext, 'name')).toBe('Alice');
  });
});
