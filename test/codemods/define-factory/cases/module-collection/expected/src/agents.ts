import { legacyGetter, perRequest, shared, type UserExecutionContext } from '@unsingleton/runtime';


function makeHistory() {
  const history: string[] = [];
  function remember(entry: string): void {
    history.push(entry);
  }
  function recall(): string[] {
    return [...history];
  }
  return { remember, recall };
}

export const createHistory = perRequest(makeHistory, { name: 'createHistory' });

const sharedHistory = legacyGetter({
  name: 'history',
  code: 'USG5907',
  replacement: 'createHistory(userContext)',
  instance: shared(makeHistory),
  factory: createHistory,
  wrapped: true,
});

export const rememberFor = (userContext: UserExecutionContext, entry: string): void => createHistory(userContext).remember(entry);

/** @deprecated One object for all users. Use `rememberFor(userContext)`. */
export function remember(entry: string): void {
  return sharedHistory().remember(entry);
}

export const recallFor = (userContext: UserExecutionContext): string[] => createHistory(userContext).recall();

/** @deprecated One object for all users. Use `recallFor(userContext)`. */
export function recall(): string[] {
  return sharedHistory().recall();
}
