export { createTestUserContext } from './test-context.js';
