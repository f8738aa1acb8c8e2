import type { Rule } from './support/create-rule.js';
import { findingRule } from './support/finding-rule.js';

/** axios.defaults, i18next, process.env, app.locals: somebody else's singleton, written for one user. */
const rule: Rule<'leak'> = findingRule({
  name: 'no-foreign-singleton-write',
  description: 'Disallow writing request data into objects that belong to a library or to the process',
});
export default rule;
