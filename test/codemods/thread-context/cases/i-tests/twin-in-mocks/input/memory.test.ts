import { expect, it, vi } from 'vitest';
import { recall } from './memory';

vi.mock('./agents');

it('asks the factory', () => {
  expect(recall('name')).toBe('the name');
});
