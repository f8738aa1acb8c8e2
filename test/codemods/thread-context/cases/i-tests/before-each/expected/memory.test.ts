import { beforeEach, describe, expect, it } from 'vitest';
import type { UserExecutionContext } from '@unsingleton/runtime';
import { createTestUserContext } from '@unsingleton/runtime/testing';
import { note, recall } from './memory';

describe('memory', () => {
  let userContext: UserExecutionContext;

  beforeEach(() => {
    userContext = createTestUserContext();
    note(userContext, 'name', 'Alice');
  });

  it('recalls what was noted', () => {
    expect(recall(userContext, 'name')).toBe('Alice');
  });
});
