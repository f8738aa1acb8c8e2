import { expect, it, jest, type Mock, type Mocked } from '@jest/globals';
import { createTestUserContext } from '@unsingleton/runtime/testing';
import { answer } from './chat';
import memory from './memory';

jest.mock('./memory', () => ({ __esModule: true, default: { recall: jest.fn(), welcome: jest.fn() } }));

const mockMemory = memory as Mocked<typeof memory>;

it('recalls what was asked for', () => {
  const userContext = createTestUserContext();
  mockMemory.recall.mockReturnValue('blue');
  expect(answer(userContext, 'colour')).toBe('blue');
  expect(mockMemory.recall).toHaveBeenCalledWith(expect.anything(), 'colour');
  expect(memory.recall as Mock).toHaveBeenCalledWith(expect.anything(), 'colour');
});

it('greets', () => {
  const userContext = createTestUserContext();
  mockMemory.welcome.mockImplementation((_userContext, greeting) => `${greeting}!`);
  expect(answer(userContext, 'hello')).toBe('Hello!');
  expect(mockMemory.welcome).toHaveBeenCalledWith(expect.anything(), 'Hello');
  expect(mockMemory.welcome.mock.calls[0]?.[1]).toBe('Hello');
});
