import type { Program } from 'oxc-parser';
import { Builder } from './builder.js';
import { addCommonJsExports } from './commonjs.js';
import { addConstructorFunctions, addPrototypeValues } from './constructor-functions.js';
import { FACTS_VERSION, type FileFacts } from './facts.js';
import { hoist } from './hoisting.js';
import { directivesOf, statements } from './statements.js';
import { endOf } from './positions.js';

/**
 * Reads one file's syntax tree in a single walk and states its facts.
 * Takes the tree of oxc-parser as well as the one that ESLint hands to a rule: both are ESTree.
 */
export function extractFacts(program: Program, lines: number): FileFacts {
  const b = new Builder();
  b.functions.push({
    name: '', kind: 'module', parent: 0, at: 0, end: endOf(program), async: false, generator: false,
    parameters: [], returns: [], awaits: [], reads: [], decorators: [],
  });
  hoist(b, program.body);
  statements(b, program.body);
  addCommonJsExports(b);
  addConstructorFunctions(b);
  addPrototypeValues(b);
  return {
    version: FACTS_VERSION, lines, requests: [...b.requests], exports: b.exports, stars: b.stars, variables: b.variables,
    functions: b.functions, classes: b.classes, calls: b.calls, writes: b.writes, guards: b.guards,
    directives: directivesOf(program.body), hashbang: Boolean(program.hashbang),
  };
}
