import { expect, it } from 'vitest';
import { contextFromRequest } from '../../../src/runtime/index.js';
import { createTestUserContext, withTestUser } from '../../../src/runtime/testing/index.js';

it('gives each request that a test makes up a user of its own, and the request back', () => {
  const [first, second] = [{ path: '/runs' }, { path: '/runs' }];
  expect(() => contextFromRequest(first)).toThrow('no user is known');
  expect(withTestUser(first)).toBe(first);
  withTestUser(second);
  expect(contextFromRequest(first).userId).not.toBe(contextFromRequest(second).userId);
});

it('leaves a request its user, unless the test names another', () => {
  const alice = createTestUserContext({ userId: 'alice' });
  const request = withTestUser({}, alice);
  expect(contextFromRequest(withTestUser(request))).toBe(alice);
  expect(() => contextFromRequest(withTestUser(request, createTestUserContext({ userId: 'bob' })))).toThrow('several users');
});

it('passes on what can be no request', () => {
  expect([undefined, null, 'GET /runs'].map((given) => withTestUser(given))).toEqual([undefined, null, 'GET /runs']);
});
