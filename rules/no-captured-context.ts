import type { Rule } from './support/create-rule.js';
import { findingRule } from './support/finding-rule.js';

/** Listeners, timers and long-lived objects that close over one request and go on speaking for its user. */
const rule: Rule<'leak'> = findingRule({
  name: 'no-captured-context',
  description: 'Disallow capturing the objects of a request in something that outlives it',
});
export default rule;
