import { expect, it, jest } from '@jest/globals';
import { recall } from './memory';

jest.mock('./agents', () => ({ getAgentInstanceFactory: () => ({ recall: (key: string) => `the ${key}` }) }));

it('asks the factory', () => {
  expect(recall('name')).toBe('the name');
});
