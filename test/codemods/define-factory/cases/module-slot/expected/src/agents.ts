import { legacyGetter, perRequest, shared, type UserExecutionContext } from '@unsingleton/runtime';

const MOST = 100;

// How often anybody has said anything.
let total = 0;

function makeTranscript() {
  let transcript = '';
  let entries = 0;
  function remember(entry: string, most = MOST): void {
    if (entries >= most) forget();
    transcript += `${entry}
`;
    entries = entries + 1;
    total++;
  }
  function recall(): string[] {
    return transcript.split(`
`).slice(0, -1);
  }
  function forget(): void {
    transcript = '';
    entries = 0;
  }
  return { remember, recall };
}

export const createTranscript = perRequest(makeTranscript, { name: 'createTranscript' });

const sharedTranscript = legacyGetter({
  name: 'remember',
  code: 'USG3147',
  replacement: 'createTranscript(userContext)',
  instance: shared(makeTranscript),
  factory: createTranscript,
  wrapped: true,
});

export const rememberFor = (userContext: UserExecutionContext, entry: string, most = MOST): void => createTranscript(userContext).remember(entry, most);

/** @deprecated One object for all users. Use `rememberFor(userContext)`. */
export function remember(entry: string, most = MOST): void {
  return sharedTranscript().remember(entry, most);
}

export const recallFor = (userContext: UserExecutionContext): string[] => createTranscript(userContext).recall();

/** @deprecated One object for all users. Use `recallFor(userContext)`. */
export function recall(): string[] {
  return sharedTranscript().recall();
}

export const said = (): number => total;
