import { legacyGetter, perRequest, shared, type UserExecutionContext } from '@unsingleton/runtime';
import { clean } from './clean.js';

export type User = { readonly name: string };

function makeCurrentUser() {
  /** Who is signed in. */
  let currentUser: User | undefined;
  /** Called by the sign-in route. */
  function setCurrentUser(user: User): void {
    currentUser = { name: clean(user.name) };
  }
  const getCurrentUser = (): User | undefined => currentUser;
  return { setCurrentUser, getCurrentUser };
}

export const createCurrentUser = perRequest(makeCurrentUser, { name: 'createCurrentUser' });

const sharedCurrentUser = legacyGetter({
  name: 'getCurrentUser',
  code: 'USG8108',
  replacement: 'createCurrentUser(userContext)',
  instance: shared(makeCurrentUser),
  factory: createCurrentUser,
  wrapped: true,
});

export const setCurrentUserFor = (userContext: UserExecutionContext, user: User): void => createCurrentUser(userContext).setCurrentUser(user);

/** @deprecated One object for all users. Use `setCurrentUserFor(userContext)`. */
export function setCurrentUser(user: User): void {
  return sharedCurrentUser().setCurrentUser(user);
}

export const getCurrentUserFor = (userContext: UserExecutionContext): User | undefined => createCurrentUser(userContext).getCurrentUser();

/** @deprecated One object for all users. Use `getCurrentUserFor(userContext)`. */
export function getCurrentUser(): User | undefined {
  return sharedCurrentUser().getCurrentUser();
}
