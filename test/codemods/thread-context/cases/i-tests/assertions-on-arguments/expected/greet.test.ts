import { expect, it, vi } from 'vitest';
import { createTestUserContext } from '@unsingleton/runtime/testing';
import { greet } from './greet';
import { memory } from './memory';

it('asks for the name', () => {
  const userContext = createTestUserContext();
  const recall = vi.spyOn(memory, 'recall').mockReturnValue('Alice');
  greet(userContext);
  expect(recall).toHaveBeenCalledWith(expect.anything(), 'name');
  expect(recall.mock.calls[0]?.[1]).toBe('name');
});
