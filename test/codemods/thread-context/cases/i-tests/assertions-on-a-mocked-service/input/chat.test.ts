import { expect, it, jest, type Mock, type Mocked } from '@jest/globals';
import { answer } from './chat';
import memory from './memory';

jest.mock('./memory', () => ({ __esModule: true, default: { recall: jest.fn(), welcome: jest.fn() } }));

const mockMemory = memory as Mocked<typeof memory>;

it('recalls what was asked for', () => {
  mockMemory.recall.mockReturnValue('blue');
  expect(answer('colour')).toBe('blue');
  expect(mockMemory.recall).toHaveBeenCalledWith('colour');
  expect(memory.recall as Mock).toHaveBeenCalledWith('colour');
});

it('greets', () => {
  mockMemory.welcome.mockImplementation((greeting) => `${greeting}!`);
  expect(answer('hello')).toBe('Hello!');
  expect(mockMemory.welcome).toHaveBeenCalledWith('Hello');
  expect(mockMemory.welcome.mock.calls[0]?.[0]).toBe('Hello');
});
