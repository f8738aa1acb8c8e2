import { expect, it, vi } from 'vitest';
import { createTestUserContext } from '@unsingleton/runtime/testing';
import { recall } from './memory';

vi.mock('./agents');

it('asks the factory', () => {
  const userContext = createTestUserContext();
  expect(recall(userContext, 'name')).toBe('the name');
});
