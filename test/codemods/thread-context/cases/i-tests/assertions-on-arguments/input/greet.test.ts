import { expect, it, vi } from 'vitest';
import { greet } from './greet';
import { memory } from './memory';

it('asks for the name', () => {
  const recall = vi.spyOn(memory, 'recall').mockReturnValue('Alice');
  greet();
  expect(recall).toHaveBeenCalledWith('name');
  expect(recall.mock.calls[0]?.[0]).toBe('name');
});
