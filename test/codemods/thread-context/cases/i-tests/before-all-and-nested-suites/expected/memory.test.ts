import { beforeAll, describe, expect, it } from 'vitest';
import type { UserExecutionContext } from '@unsingleton/runtime';
import { createTestUserContext } from '@unsingleton/runtime/testing';
import { note, recall } from './memory';

describe('memory', () => {
  let userContext: UserExecutionContext;

  beforeAll(async () => {
    userContext = createTestUserContext();
    await note(userContext, 'name', 'Alice');
  });

  describe('of names', () => {
    it('recalls what was noted', () => {
      expect(recall(userContext, 'name')).toBe('Alice');
    });
  });
});
