/** What went wrong, as a stable code that a program can test for. */
export type UserContextErrorCode =
  | 'ERR_USER_CONTEXT_MISSING'
  | 'ERR_NOT_A_USER_CONTEXT'
  | 'ERR_FOREIGN_USER_CONTEXT'
  | 'ERR_NO_SCOPE'
  | 'ERR_SCOPE_OPEN'
  | 'ERR_SCOPE_CLOSED'
  | 'ERR_NO_CONTEXT_FOR_SOURCE'
  | 'ERR_INVALID_ID'
  | 'ERR_INVALID_METADATA'
  | 'ERR_INVALID_ARGUMENT'
  | 'ERR_CIRCULAR_CREATION'
  | 'ERR_CONFIGURATION'
  | 'ERR_LEGACY_ACCESSOR'
  | 'ERR_USER_LIMIT';

/**
 * A mistake in how a user context is used. It is a `TypeError`, because it is the program that is
 * wrong and not the request; `code` says which mistake, the message says where and what to do.
 */
export class UserContextError extends TypeError {
  readonly code: UserContextErrorCode;

  constructor(code: UserContextErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = 'UserContextError';
    this.code = code;
  }
}

/** How a refused value is shown in a message: its kind, never its content, which may be a user's. @internal */
export function describeKind(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value !== 'object') return value === undefined ? 'undefined' : `a ${typeof value}`;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null || prototype === Object.prototype) return 'a plain object';
  const constructor: unknown = Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value;
  return typeof constructor === 'function' && constructor.name !== '' ? `an instance of ${constructor.name}` : 'an object';
}
