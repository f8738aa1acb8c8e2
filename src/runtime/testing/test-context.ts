import { UserExecutionContext, type UserExecutionContextInit } from '../context/user-execution-context.js';

let made = 0;

/** A context for a test: every call is another user, thread and run, unless overrides say otherwise. */
export function createTestUserContext(overrides: Partial<UserExecutionContextInit> = {}): UserExecutionContext {
  made += 1;
  return UserExecutionContext.create({ userId: `test-user-${made}`, threadId: `test-thread-${made}`, runId: `test-run-${made}`, ...overrides });
}
