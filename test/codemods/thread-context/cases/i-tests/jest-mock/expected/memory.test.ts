import { expect, it, jest } from '@jest/globals';
import { createTestUserContext } from '@unsingleton/runtime/testing';
import { recall } from './memory';

jest.mock('./agents', () => ({ createAgentInstanceFactory: () => ({ recall: (key: string) => `the ${key}` }) }));

it('asks the factory', () => {
  const userContext = createTestUserContext();
  expect(recall(userContext, 'name')).toBe('the name');
});
