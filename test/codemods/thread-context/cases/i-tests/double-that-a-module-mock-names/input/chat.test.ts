import { expect, it, jest, type Mock } from '@jest/globals';

const mockRecall: Mock = jest.fn();
const mockWelcome: Mock = jest.fn();

jest.mock('./memory', () => ({ __esModule: true, default: { recall: mockRecall, greet: mockWelcome } }));

import { answer } from './chat';
import memory from './memory';

const greeted = (memory as any).greet as Mock;

it('recalls what was asked for', () => {
  mockRecall.mockReturnValue('blue');
  expect(answer('colour')).toBe('blue');
  expect(mockRecall).toHaveBeenCalledWith('colour');
});

it('greets', () => {
  mockWelcome.mockImplementation((greeting) => `${greeting}!`);
  expect(answer('hello')).toBe('Hello!');
  expect(greeted).toHaveBeenCalledWith('Hello');
  expect(mockWelcome.mock.calls[0]?.[0]).toBe('Hello');
});
