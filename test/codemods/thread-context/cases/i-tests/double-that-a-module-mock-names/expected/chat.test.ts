import { expect, it, jest, type Mock } from '@jest/globals';
import { createTestUserContext } from '@unsingleton/runtime/testing';

const mockRecall: Mock = jest.fn();
const mockWelcome: Mock = jest.fn();

jest.mock('./memory', () => ({ __esModule: true, default: { recall: mockRecall, greet: mockWelcome } }));

import { answer } from './chat';
import memory from './memory';

const greeted = (memory as any).greet as Mock;

it('recalls what was asked for', () => {
  const userContext = createTestUserContext();
  mockRecall.mockReturnValue('blue');
  expect(answer(userContext, 'colour')).toBe('blue');
  expect(mockRecall).toHaveBeenCalledWith(expect.anything(), 'colour');
});

it('greets', () => {
  const userContext = createTestUserContext();
  mockWelcome.mockImplementation((_userContext, greeting) => `${greeting}!`);
  expect(answer(userContext, 'hello')).toBe('Hello!');
  expect(greeted).toHaveBeenCalledWith(expect.anything(), 'Hello');
  expect(mockWelcome.mock.calls[0]?.[1]).toBe('Hello');
});
