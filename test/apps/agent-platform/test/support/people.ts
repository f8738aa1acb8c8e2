import type { User } from '../../src/auth/users.js';

export const alice: User = { id: 'alice', name: 'Alice', plan: 'team' };
export const bob: User = { id: 'bob', name: 'Bob', plan: 'team' };
export const carol: User = { id: 'carol', name: 'Carol', plan: 'free' };
