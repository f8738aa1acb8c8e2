import { testRule } from './rule-tester.js';

const ENGINES = `import { perRequest } from '@unsingleton/runtime';
class Engine { constructor(readonly user: string) {} }
export const createEngine = perRequest((userContext) => new Engine(userContext.userId));
`;
const files = { 'src/engines.ts': ENGINES };
const IMPORTS = `import { contextFromRequest, currentScope, UserExecutionContext } from '@unsingleton/runtime';\nimport { createEngine } from './engines.js';\n`;

testRule('prefer-passed-context', {
  valid: [
    { title: 'the passed context is used', files, code: `${IMPORTS}export const run = (userContext: UserExecutionContext) => [createEngine(userContext), createEngine(userContext.child('plan')), contextFromRequest, currentScope];` },
    { title: 'no context was passed', files, code: `${IMPORTS}export const run = () => [currentScope(), createEngine.current(), UserExecutionContext];\nexport const handle = (req: object) => { const userContext = contextFromRequest(req); return createEngine(userContext); };` },
    { title: 'each message of a socket has a context of its own', files, code: `${IMPORTS}type Socket = { on(event: string, listener: () => void): void };\nexport function connect(socket: Socket, userContext: UserExecutionContext): void {\n  socket.on('message', () => { createEngine(contextFromRequest(socket)); currentScope(); });\n  createEngine(userContext);\n}` },
    { title: 'the context may be absent, so the scope is asked', files, code: `${IMPORTS}export const run = (userContext?: UserExecutionContext) => createEngine(userContext ?? currentScope().context);\nvoid contextFromRequest;` },
    { title: 'another user\'s context that was passed as well', files, code: `${IMPORTS}export const impersonate = (actor: UserExecutionContext, target: UserExecutionContext) => [createEngine(actor), createEngine(target), contextFromRequest, currentScope];` },
  ],
  invalid: [
    {
      title: 'the running scope\'s context',
      files,
      code: `${IMPORTS}export function run(userContext: UserExecutionContext): unknown {\n  void contextFromRequest;\n  return [createEngine(currentScope().context), userContext];\n}`,
      errors: [{ line: 5, message: /^currentScope\(\) asks the running scope for a user although userContext was passed here/, suggestions: [{ desc: 'Use userContext.', output: `${IMPORTS}export function run(userContext: UserExecutionContext): unknown {\n  void contextFromRequest;\n  return [createEngine(userContext), userContext];\n}` }] }],
    },
    {
      title: 'the running scope itself',
      files,
      code: `${IMPORTS}export function run(userContext: UserExecutionContext): unknown {\n  const scope = currentScope();\n  return [scope, contextFromRequest, createEngine, userContext];\n}`,
      errors: [{ line: 4, message: /Use userContext\.$/ }],
    },
    {
      title: 'the running scope\'s instance',
      files,
      code: `${IMPORTS}export function run(options: { context: UserExecutionContext }): unknown {\n  return [createEngine.current(), contextFromRequest, currentScope];\n}`,
      errors: [{ line: 4, message: /^createEngine\.current\(\) asks/, suggestions: [{ desc: 'Use options.context.', output: `${IMPORTS}export function run(options: { context: UserExecutionContext }): unknown {\n  return [createEngine(options.context), contextFromRequest, currentScope];\n}` }] }],
    },
    {
      title: 'a second context from the request',
      files,
      code: `${IMPORTS}export class Runs {\n  constructor(private readonly userContext: UserExecutionContext) {}\n  start(req: object): unknown {\n    return [createEngine(contextFromRequest(req)), currentScope];\n  }\n}`,
      errors: [{ line: 6, message: /^contextFromRequest\(\) derives a second context although this\.userContext/, suggestions: [{ desc: 'Use this.userContext.', output: `${IMPORTS}export class Runs {\n  constructor(private readonly userContext: UserExecutionContext) {}\n  start(req: object): unknown {\n    return [createEngine(this.userContext), currentScope];\n  }\n}` }] }],
    },
    {
      title: 'a context of the module, or made on the spot',
      files,
      code: `${IMPORTS}const system: UserExecutionContext = UserExecutionContext.system('boot');\nexport function run(userContext: UserExecutionContext): unknown {\n  return [createEngine(system), createEngine(UserExecutionContext.system('run')), contextFromRequest, currentScope, userContext];\n}`,
      errors: [
        { line: 5, message: /runs as somebody else/, suggestions: [{ desc: 'Use userContext.', output: `${IMPORTS}const system: UserExecutionContext = UserExecutionContext.system('boot');\nexport function run(userContext: UserExecutionContext): unknown {\n  return [createEngine(userContext), createEngine(UserExecutionContext.system('run')), contextFromRequest, currentScope, userContext];\n}` }] },
        { line: 5, message: /runs as somebody else/, suggestions: [{ desc: 'Use userContext.', output: `${IMPORTS}const system: UserExecutionContext = UserExecutionContext.system('boot');\nexport function run(userContext: UserExecutionContext): unknown {\n  return [createEngine(system), createEngine(userContext), contextFromRequest, currentScope, userContext];\n}` }] },
      ],
    },
    {
      title: 'CommonJS, where the context goes by its name',
      file: 'src/subject.cjs',
      code: `const { currentScope } = require('@unsingleton/runtime');\nexports.run = (userContext) => [currentScope().context, userContext];`,
      errors: [{ line: 2, message: /asks the running scope/, suggestions: [{ desc: 'Use userContext.', output: `const { currentScope } = require('@unsingleton/runtime');\nexports.run = (userContext) => [userContext, userContext];` }] }],
    },
  ],
});
