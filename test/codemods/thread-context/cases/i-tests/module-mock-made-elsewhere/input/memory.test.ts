import { expect, it, vi } from 'vitest';
import { agentDoubles } from './doubles';
import { recall } from './memory';

vi.mock('./agents', () => agentDoubles());

it('asks the factory', () => {
  expect(recall('name')).toBe('the name');
});
