import type { Rule } from './support/create-rule.js';
import { findingRule } from './support/finding-rule.js';

/** Where a singleton is made whose object keeps a user's state: lazy getters, static accessors, eager exports, containers. */
const rule: Rule<'leak'> = findingRule({
  name: 'no-user-state-singleton',
  description: 'Disallow shared objects that keep what one request tells them',
});
export default rule;
