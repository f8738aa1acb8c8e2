import { expect, it, vi } from 'vitest';
import { createTestUserContext } from '@unsingleton/runtime/testing';
import { agentDoubles } from './doubles';
import { recall } from './memory';

// @unsingleton-todo TEST_DOUBLE: replaced by a test double that cannot be followed
vi.mock('./agents', () => agentDoubles());

it('asks the factory', () => {
  const userContext = createTestUserContext();
  expect(recall(userContext, 'name')).toBe('the name');
});
