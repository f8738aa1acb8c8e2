import { expect, it, vi } from 'vitest';
import { createTestUserContext } from '@unsingleton/runtime/testing';
import { greet } from './greet';
import { memory } from './memory';

it('greets by name', () => {
  const userContext = createTestUserContext();
  vi.spyOn(memory, 'recall').mockImplementation((_userContext, key) => `the ${key}`);
  expect(greet(userContext)).toBe('Hello the name');
});
