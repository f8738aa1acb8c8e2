import { expect, it, vi } from 'vitest';
import { greet } from './greet';
import { memory } from './memory';

it('greets by name', () => {
  vi.spyOn(memory, 'recall').mockImplementation((key) => `the ${key}`);
  expect(greet()).toBe('Hello the name');
});
