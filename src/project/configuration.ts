/** How the migrated program speaks of its user context. */
export type ContextConfiguration = {
  /** The type that marks a user context: `UserExecutionContext`. */
  readonly type: string;
  /** The module that exports the type and, unless the accessor's module does, the factories. */
  readonly module: string;
  /** The name given to inserted parameters and constants. */
  readonly name: string;
  /** The function that derives a context from a framework's request: `const userContext = contextFromRequest(req)`. */
  readonly fromRequest: string;
};

/** A legacy accessor and the per-request factory that replaces it. */
export type AccessorConfiguration = { readonly legacy: string; readonly factory: string };

/** A singleton that the team has looked at and found to be rightly shared. */
export type AllowedSingleton = { readonly name: string; readonly why: string };

export type Configuration = {
  readonly context: ContextConfiguration;
  readonly accessors: readonly AccessorConfiguration[];
  /** Further types whose values identify a user: `Session`, `Tenant`. */
  readonly identityTypes: readonly string[];
  readonly allow: readonly AllowedSingleton[];
  /** Glob patterns, relative to the root, that narrow what is analysed. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
};

/** What a user writes: everything has a default. */
export type UserConfiguration = Partial<Omit<Configuration, 'context'>> & {
  readonly context?: Partial<ContextConfiguration>;
};

export const DEFAULT_CONFIGURATION: Configuration = {
  context: {
    type: 'UserExecutionContext',
    module: '@unsingleton/runtime',
    name: 'userContext',
    fromRequest: 'contextFromRequest',
  },
  accessors: [{ legacy: 'getAgentInstanceFactory', factory: 'createAgentInstanceFactory' }],
  identityTypes: [],
  allow: [],
  include: [],
  exclude: [],
};

/** Fills what the user left out. The story's accessor stays known beside the configured ones. */
export function resolveConfiguration(user: UserConfiguration = {}): Configuration {
  const base = DEFAULT_CONFIGURATION;
  return {
    ...base,
    ...user,
    context: { ...base.context, ...user.context },
    accessors: [...(user.accessors ?? []), ...base.accessors.filter((known) => !user.accessors?.some((own) => own.legacy === known.legacy))],
  };
}
