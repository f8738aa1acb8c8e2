/**
 * Every reason for which a place is left as it was: one table for report, marker, lint rule and editor.
 * `rank` orders the report: 1 is what a person should look at first.
 */
export type Reason = { readonly rank: 1 | 2 | 3; readonly short: string; readonly long: string };

export const REASONS = {
  AMBIGUOUS_CONTEXT: { rank: 1, short: 'more than one user context is in reach', long: 'Two or more user contexts can be reached from here (an actor and a target, or several users in a loop). Which one the work is for is a question of meaning: pass the right one by hand.' },
  MAYBE_UNDEFINED: { rank: 1, short: 'the context may be undefined here', long: 'The only context in reach has a type that includes undefined or null, and nothing narrows it before this place. Check it first, then run again.' },
  DEFINITION_UNCLEAR: { rank: 1, short: 'how the instance is made is not plain', long: 'The definition does more than make one instance and keep it, or makes it from something local, so a per-request form would lose or repeat that work. Move it into the constructor or into configuration first.' },
  STATE_UNCLEAR: { rank: 1, short: 'whose state this is has to be said', long: 'A field is written while requests run and nothing tells whether it belongs to a request, a user or everybody. Answer with `request`, `user`, `process` or `configuration`.' },
  CONSTRUCTED_ELSEWHERE: { rank: 1, short: 'the class is constructed in other places too', long: 'Besides the singleton, other code constructs the class. Which user each of those instances is for is a decision for a person.' },
  ESCAPES_REQUEST: { rank: 1, short: 'the value outlives the request', long: 'The function or value made here is kept by something that outlives the request. Capturing the context would pin one user for ever: take the context from the payload instead.' },
  CACHED_ACROSS_USERS: { rank: 1, short: 'a cache would serve one user\'s result to another', long: 'The function is memoised or batched for the whole process. With a context as an argument, the cache would either ignore it or keep every user alive: make the cache per user or per request first.' },
  APP_LIFETIME_FIELD: { rank: 1, short: 'a long-lived object keeps the instance in a field', long: 'The class lives as long as the process and its field is written elsewhere too. Injecting a context would freeze the first user into it.' },
  ENTRY_AND_INTERNAL: { rank: 1, short: 'called by a framework and by own code', long: 'The function is an entry point and is also called directly, so no single signature fits. Split it: a handler that opens the context, and a function that takes it.' },
  NO_CONTEXT_IN_SCOPE: { rank: 2, short: 'no user context is in scope here', long: 'Nothing of the context\'s type is in scope at this place, and the codemod that looked reads syntax only. `unsingleton migrate` threads the context to it from the callers.' },
  NO_REQUEST: { rank: 2, short: 'no request, so no user', long: 'This code runs at start-up, on a timer or in a script, where no user\'s request is in progress. Pass a context, or say that it is system work with UserExecutionContext.system(reason).' },
  BOOT_CONFIGURATION: { rank: 2, short: 'configures the shared object at start-up', long: 'The call configures what every user shares. It belongs to the shared defaults, set once at start-up, not to one user\'s factory.' },
  WARMUP_CALL: { rank: 2, short: 'called for its side effect at start-up', long: 'The result is not used: the call only builds the singleton early. With per-request factories there is nothing to warm up; remove it.' },
  SHARED_BY_DESIGN: { rank: 2, short: 'nothing of it is a user\'s', long: 'The object serves everybody and keeps nothing of a request: settings, a pool, a registry. It is right as it is; add it to `allow`.' },
  UNTYPED_CALL: { rank: 2, short: 'called through any', long: 'The callee is typed any here, so a missing argument would not be noticed. Give it its type, then run again.' },
  UNTYPED_REGISTRY: { rank: 2, short: 'kept in an untyped registry', long: 'The function is stored where its type is Function or any, so its callers cannot be found or checked. Give the registry a function type.' },
  UNTYPED_REQUIRE: { rank: 2, short: 'required without types', long: 'The module is loaded with require() in a way that could not be resolved to its types.' },
  DYNAMIC_IMPORT: { rank: 2, short: 'imported under a computed name', long: 'The module\'s name is computed at run time, so it is not known what is called. Import it under a literal name.' },
  DYNAMIC_DISPATCH: { rank: 2, short: 'called under a computed name', long: 'The member is chosen at run time and the set of possible members is not known, so not every target could be changed with it.' },
  MIXED_TARGET: { rank: 2, short: 'one call, several unlike targets', long: 'The call may reach functions that take the context and functions that do not.' },
  SPREAD_CALL: { rank: 2, short: 'arguments are spread from a tuple', long: 'The arguments come from a list whose type is derived from the function itself, so putting the context first would shift them.' },
  TAGGED_TEMPLATE: { rank: 3, short: 'called as a template tag', long: 'A template tag\'s parameters are fixed by the language, so there is no place for a context.' },
  GETTER_NO_PARAM: { rank: 2, short: 'a getter cannot take a context', long: 'The property is read by code that cannot be changed, and its owner does not live for one request. Make it a method.' },
  SETTER_NO_PARAM: { rank: 2, short: 'a setter cannot take a context', long: 'A setter has exactly one parameter. Make it a method that takes the context.' },
  RUNTIME_PROTOCOL: { rank: 2, short: 'called by the language', long: 'toJSON, toString, valueOf, then, iterators and disposal are called by the language with fixed arguments.' },
  ARITY_SENSITIVE: { rank: 2, short: 'its number of parameters is read', long: 'Something looks at the function\'s length (an error handler, a done callback, curry), so another parameter would change how it is called.' },
  USES_ARGUMENTS: { rank: 2, short: 'reads `arguments` by position', long: 'The body reads `arguments` by index; another first parameter would shift it. Name the parameters.' },
  FRAMEWORK_CALLED: { rank: 2, short: 'called by a framework', long: 'A framework calls this by name or decorator with arguments of its own, and no context can be derived from them.' },
  IDENTITY_SENSITIVE: { rank: 2, short: 'the function\'s identity matters', long: 'The same function object is compared, removed as a listener or used as a key, so a closure in its place would not be found again.' },
  REASSIGNED: { rank: 2, short: 'the alias is assigned more than once', long: 'The variable that holds the function is assigned in several places, so its target is not certain.' },
  MONKEYPATCH: { rank: 2, short: 'the accessor is replaced at run time', long: 'Somewhere the accessor is assigned to, so a call may reach something else.' },
  PROCESS_BOUNDARY: { rank: 2, short: 'crosses a process or a queue', long: 'A context cannot travel to a worker, a child process or a queue by itself: serialise the ids and open a new scope on the other side.' },
  FROZEN_SIGNATURE: { rank: 2, short: 'the signature belongs to others', long: 'The function has to match a declaration that is not ours to change (node_modules, a .d.ts file, generated code, an interface implemented elsewhere).' },
  TYPE_LEVEL_USE: { rank: 2, short: 'its parameter types are computed with', long: 'Types elsewhere are derived from the function\'s parameter list; another first parameter would shift them.' },
  GENERATED: { rank: 3, short: 'the file is generated', long: 'The file says that it is generated: change its generator.' },
  TEST_INTENT: { rank: 2, short: 'the test asserts the singleton itself', long: 'The test is about one shared instance, or its intent is unclear: decide what it should assert now.' },
  TEST_DOUBLE: { rank: 2, short: 'replaced by a test double that cannot be followed', long: 'The module is mocked in a way that hides the accessor (automock, requireActual, proxyquire). Rewrite the double by hand.' },
  UNSUPPORTED_FILE: { rank: 3, short: 'the file is not edited', long: 'The file is over 1 MB, minified, not UTF-8, or has no TypeScript syntax of its own (Vue, Svelte, Astro): it is reported, not edited.' },
  LEFT_BY_CHOICE: { rank: 3, short: 'left for another time', long: 'A person chose not to apply this component yet. Run the migration again when it is to move.' },
  VERIFICATION_FAILED: { rank: 1, short: 'rolled back: the check found something new', long: 'With the edits of this component the program had a new diagnostic or a changed meaning, so the component was rolled back whole.' },
} as const;

export type RefusalCode = keyof typeof REASONS;

/** The words of a code; that every row is a {@link Reason} is checked here. */
export const reasonOf = (code: RefusalCode): Reason => REASONS[code];
