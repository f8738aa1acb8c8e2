export { assertIsolated, type IsolationOptions } from './assert-isolated.js';
export { assertNotRetained, RetentionError, type RetentionOptions, type Watch } from './assert-not-retained.js';
export type { CanaryUser } from './canaries.js';
export { IsolationError, type Leak } from './isolation-error.js';
export type { ScheduleName } from './schedules.js';
export { createTestUserContext } from './test-context.js';
export { withTestUser } from './with-test-user.js';
