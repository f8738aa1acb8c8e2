import { expect, it, jest, type Mock } from '@jest/globals';
import { createTestUserContext } from '@unsingleton/runtime/testing';
import { createAgentInstanceFactory } from './agents';
import { recall } from './memory';

jest.mock('./agents', () => ({ createAgentInstanceFactory: jest.fn() }));

const mockAgents = createAgentInstanceFactory as unknown as Mock;

it('asks the factory', () => {
  const userContext = createTestUserContext();
  (createAgentInstanceFactory as unknown as Mock).mockReturnValue({ recall: (key: string) => `the ${key}` });
  expect(recall(userContext, 'name')).toBe('the name');
  mockAgents.mockReturnValue({ recall: (key: string) => `a ${key}` });
  expect(recall(userContext, 'name')).toBe('a name');
});
