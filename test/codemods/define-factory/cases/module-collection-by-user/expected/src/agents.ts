import { legacyGetter, perRequest, perUser, shared, UserExecutionContext } from '@unsingleton/runtime';


const runsOf = perUser(() => new Map<string, string[]>(), { name: 'runsOf', max: Infinity });

function makeRuns(userContext: UserExecutionContext) {
  const runs = runsOf(userContext);
  let last = '';
  function remember(entry: string, userId = 'anyone'): void {
    const own = runs.get(userId) ?? [];
    runs.set(userId, [...own, entry]);
    last = entry;
  }
  function recall(): string[] {
    return last === '' ? [] : [...(runs.get('anyone') ?? [])];
  }
  return { remember, recall };
}

export const createRuns = perRequest(makeRuns, { name: 'createRuns' });

const sharedRuns = legacyGetter({
  name: 'recall',
  code: 'USG1640',
  replacement: 'createRuns(userContext)',
  instance: shared(() => makeRuns(UserExecutionContext.system('recall, shared by callers that are not migrated'))),
  factory: createRuns,
  wrapped: true,
});

export const rememberFor = (userContext: UserExecutionContext, entry: string, userId = 'anyone'): void => createRuns(userContext).remember(entry, userId);

/** @deprecated One object for all users. Use `rememberFor(userContext)`. */
export function remember(entry: string, userId = 'anyone'): void {
  return sharedRuns().remember(entry, userId);
}

export const recallFor = (userContext: UserExecutionContext): string[] => createRuns(userContext).recall();

/** @deprecated One object for all users. Use `recallFor(userContext)`. */
export function recall(): string[] {
  return sharedRuns().recall();
}
