import { clean } from './clean.js';

export type User = { readonly name: string };

/** Who is signed in. */
let currentUser: User | undefined;

/** Called by the sign-in route. */
export function setCurrentUser(user: User): void {
  currentUser = { name: clean(user.name) };
}

export const getCurrentUser = (): User | undefined => currentUser;
