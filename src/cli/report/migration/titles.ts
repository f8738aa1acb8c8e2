/** What the parts of a migration's report are called, in every format. */
export const TITLES = {
  state: 'Whose state it is',
  resources: 'What is opened for each request now',
  left: 'Left for a person',
  divided: 'One state would be divided',
  unknownUser: 'Who the user is',
  kept: 'Still shared, once the calls are migrated',
  entries: 'Where the context comes from',
  diagnostics: 'New messages of the compiler',
  proofs: 'Tests of two users at once',
} as const;
