export type Plan = 'free' | 'pro';

export interface User {
  readonly id: string;
  readonly name: string;
  readonly plan: Plan;
}

const users: readonly User[] = [
  { id: 'alice', name: 'Alice', plan: 'pro' },
  { id: 'bob', name: 'Bob', plan: 'pro' },
  { id: 'carol', name: 'Carol', plan: 'free' },
];

const idByToken = new Map([
  ['token-of-alice', 'alice'],
  ['token-of-bob', 'bob'],
  ['token-of-carol', 'carol'],
]);

export function findUser(id: string): User | undefined {
  return users.find((user) => user.id === id);
}

export function userByToken(token: string): User | undefined {
  const id = idByToken.get(token);
  return id === undefined ? undefined : findUser(id);
}
