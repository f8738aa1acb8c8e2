import { createTestUserContext } from '@unsingleton/runtime/testing';
import { beforeEach, expect, it, vi, type Mock, type MockedFunction } from 'vitest';
import { greet } from './greet';
import { recall } from './recall';

vi.mock('./recall', () => ({ recall: vi.fn() }));

const mockRecall = recall as MockedFunction<typeof recall>;

beforeEach(() => {
  (recall as Mock).mockReset();
  mockRecall.mockReturnValue('Alice');
});

it('asks for the name', () => {
  greet(createTestUserContext());
  expect(mockRecall).toHaveBeenCalledWith(expect.anything(), 'name');
  expect(recall).toHaveBeenCalledTimes(1);
});

it('asks for nothing else', () => {
  const double = vi.mocked(recall);
  double.mockImplementation((_userContext, key) => key);
  greet(createTestUserContext());
  expect(double).not.toHaveBeenCalledWith(expect.anything(), 'thread');
});
