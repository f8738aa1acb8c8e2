import { expect, it, jest, type Mock } from '@jest/globals';
import { getAgentInstanceFactory } from './agents';
import { recall } from './memory';

jest.mock('./agents', () => ({ getAgentInstanceFactory: jest.fn() }));

const mockAgents = getAgentInstanceFactory as Mock;

it('asks the factory', () => {
  (getAgentInstanceFactory as Mock).mockReturnValue({ recall: (key: string) => `the ${key}` });
  expect(recall('name')).toBe('the name');
  mockAgents.mockReturnValue({ recall: (key: string) => `a ${key}` });
  expect(recall('name')).toBe('a name');
});
