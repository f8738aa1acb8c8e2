import { testRule } from './rule-tester.js';

const ENGINES = `import { perRequest } from '@unsingleton/runtime';
class Engine { constructor(readonly user: string) {} }
export const createEngine = perRequest((userContext) => new Engine(userContext.userId));
`;
const files = { 'src/engines.ts': ENGINES, 'src/index.ts': `export { createEngine as engineFor } from './engines.js';\nexport { currentScope } from '@unsingleton/runtime';` };

testRule('no-module-scope-create', {
  valid: [
    { title: 'inside a handler', files, code: `import { createEngine } from './engines.js';\nimport { contextFromRequest, currentScope } from '@unsingleton/runtime';\nexport const handle = (req: object) => [createEngine(contextFromRequest(req)), currentScope()];` },
    { title: 'defining the factory', file: 'src/engines.ts', code: ENGINES },
    { title: 'a script that says whose work it is', files, code: `import { createEngine } from './engines.js';\nimport { UserExecutionContext } from '@unsingleton/runtime';\nconst system = UserExecutionContext.system('reindex');\ncreateEngine(system);\ncreateEngine(UserExecutionContext.system('again'));` },
    { title: 'somebody else\'s function of that name', code: `import { currentScope } from '@sentry/node';\nexport const scope = currentScope();` },
    { title: 'a local function of that name', code: `const currentScope = () => 1;\nexport const scope = currentScope();` },
    { title: 'an instance field, which is set for each object', files, code: `import { currentScope } from '@unsingleton/runtime';\nexport class Run { readonly scope = currentScope(); }` },
  ],
  invalid: [
    { title: 'a factory of the project', files, code: `import { createEngine } from './engines.js';\ndeclare const someone: never;\nexport const engine = createEngine(someone);`, errors: [{ line: 3, message: /^createEngine\(\) runs here once, when the module is imported/ }] },
    { title: 'through a barrel and a rename', files, code: `import { currentScope, engineFor } from './index.js';\nconst { context } = currentScope();\nexport const engine = engineFor(context);`, errors: [{ line: 2, message: /^currentScope\(\).*no request is in progress/ }, { line: 3, message: /^createEngine\(\)/ }] },
    { title: 'the story\'s factory, as a namespace', code: `import * as runtime from '@unsingleton/runtime';\nexport const agents = runtime.createAgentInstanceFactory(runtime.currentScope().context);`, errors: [{ line: 2, message: /createAgentInstanceFactory/ }, { line: 2, message: /currentScope/ }] },
    { title: 'the running scope\'s instance', files, code: `import { createEngine } from './engines.js';\nexport const engine = createEngine.current();`, errors: [{ line: 2, message: /^createEngine\.current\(\).*no request is in progress/ }] },
    { title: 'a static field', code: `import { currentScope as scope } from '@unsingleton/runtime';\nexport class Runs {\n  static {\n    scope();\n  }\n}`, errors: [{ line: 4, message: /currentScope/ }] },
    { title: 'CommonJS', file: 'src/subject.cjs', code: `const { contextFromRequest } = require('@unsingleton/runtime');\nexports.context = contextFromRequest({});`, errors: [{ line: 2, message: /^contextFromRequest\(\).*the context of one request/ }] },
    { title: 'names of the configuration', settings: { context: { module: '@acme/context', fromRequest: 'contextOf' }, accessors: [{ legacy: 'getEngine', factory: 'makeEngine' }] }, code: `import { contextOf, makeEngine } from '@acme/context';\nexport const engine = makeEngine(contextOf({}));`, errors: [{ line: 2, message: /makeEngine/ }, { line: 2, message: /contextOf/ }] },
  ],
});
