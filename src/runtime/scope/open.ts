import { isOwnContext, readScope, writeScope, type UserExecutionContext } from '../context/user-execution-context.js';
import { describeKind, UserContextError } from '../errors.js';
import { scopeOpened } from '../monitor/channels.js';
import { processWide, type Copy } from '../process-wide.js';
import { recordPlace } from './place.js';
import { IMPLICIT, LiveScope, type Scope } from './scope.js';
import { registerSource } from './sources.js';

export type OpenOptions = {
  /** The request-like object that the scope is for: `contextFromRequest(source)` then finds the context. */
  readonly source?: object | undefined;
  /** What error messages and audits call the place of opening, such as `GET /runs`. */
  readonly place?: string | undefined;
};

/**
 * Opens a scope for a context. Whoever opens it closes it, best with `await using`.
 * @throws UserContextError `ERR_SCOPE_OPEN` if one is open: a context is for one piece of work.
 */
export function openScope(context: UserExecutionContext, options: OpenOptions = {}): Scope {
  const { source, place } = options;
  const scope = open(context, source, place, false);
  if (source !== undefined) registerSource(source, context);
  return scope;
}

/** Opens a scope for an adapter or, joining, for `runInScope`. @internal */
export function open(context: UserExecutionContext, source: object | undefined, place: string | undefined, joining: boolean): LiveScope {
  if (!isOwnContext(context)) return copyThatMade(context, joining ? 'runInScope' : 'openScope').openScope(context, source, place, joining);
  const present = readScope(context);
  if (present !== undefined && !present.closed) return takeOver(present, source, place, joining);
  const scope = new LiveScope(context, source, place ?? recordPlace(), joining ? 1 : 0);
  writeScope(context, scope);
  announce(scope, context);
  return scope;
}

function takeOver(scope: LiveScope, source: object | undefined, place: string | undefined, joining: boolean): LiveScope {
  scope.assertOpen('Opening a scope again');
  if (scope.guests === IMPLICIT) {
    scope.guests = joining ? 1 : 0;
    scope.source = source;
    scope.place = place ?? recordPlace();
    announce(scope, scope.context);
  } else if (joining) {
    if (scope.guests > 0) scope.guests += 1;
  } else {
    const where = scope.place === undefined ? '' : ` (opened at ${scope.place})`;
    throw new UserContextError('ERR_SCOPE_OPEN', `This context already has an open scope${where}. One context is for one piece of work: use userContext.child('…') for another, or runInScope() to join this one.`);
  }
  return scope;
}

function announce(scope: LiveScope, context: UserExecutionContext): void {
  if (scopeOpened.hasSubscribers) scopeOpened.publish({ context, place: scope.place });
}

/**
 * The scope in which a factory creates for this context: the open one, or one that the context
 * carries itself. A child's goes down with its parent's.
 * @param caller names the function in the error for something that is no context.
 * @internal
 */
export function scopeFor(context: UserExecutionContext, caller: string): LiveScope {
  if (!isOwnContext(context)) return copyThatMade(context, caller).scopeFor(context, caller);
  return readScope(context) ?? carriedScope(context, caller);
}

function carriedScope(context: UserExecutionContext, caller: string): LiveScope {
  const scope = new LiveScope(context, undefined, recordPlace(), IMPLICIT);
  if (context.parent !== undefined) scopeFor(context.parent, caller).defer(() => scope.close());
  writeScope(context, scope);
  return scope;
}

let joined = false;

/** Lets the other copies of the library in this process know, once, whose contexts this copy's are. @internal */
export function joinProcess(): void {
  if (joined) return;
  joined = true;
  processWide().copies.add({ owns: isOwnContext, scopeFor, openScope: open });
}

/** Whether any copy of the library in this process made the value. @internal */
export function isUserContext(value: unknown): value is UserExecutionContext {
  if (isOwnContext(value)) return true;
  for (const copy of processWide().copies) if (copy.owns(value)) return true;
  return false;
}

/** @throws UserContextError unless some copy of the library made the value. @internal */
export function requireContext(value: unknown, caller: string): asserts value is UserExecutionContext {
  if (!isOwnContext(value)) copyThatMade(value, caller);
}

function copyThatMade(value: unknown, caller: string): Copy {
  for (const copy of processWide().copies) if (copy.owns(value)) return copy;
  if (value === undefined || value === null) {
    throw new UserContextError('ERR_USER_CONTEXT_MISSING', `${caller}() was called without a user context. Pass the request's: ${caller}(userContext). Where none is at hand, contextFromRequest(request) or currentScope().context gives it; there is no default user.`);
  }
  throw new UserContextError('ERR_NOT_A_USER_CONTEXT', `${caller}() needs a UserExecutionContext, not ${describeKind(value)}. Only UserExecutionContext.create() makes one; a copy, clone or look-alike is not one.`);
}
