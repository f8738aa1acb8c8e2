import type { Rule } from './support/create-rule.js';
import { findingRule } from './support/finding-rule.js';

/** Slots and collections that outlive a request and take a user's data: module-level variables, statics, globals, memos, false scopes. */
const rule: Rule<'leak'> = findingRule({
  name: 'no-cross-request-state',
  description: 'Disallow module-level and global state that keeps what one request brings',
});
export default rule;
