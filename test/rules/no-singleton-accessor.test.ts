import { testRule } from './rule-tester.js';

const CONTEXT = `import type { UserExecutionContext } from '@unsingleton/runtime';\n`;

/** The story's module: one object for everybody, and the factory that replaces it. */
const AGENTS = `${CONTEXT}
export class AgentInstanceFactory {
  private owner = '';
  serve(owner: string): void { this.owner = owner; }
  describe(): string { return this.owner; }
}
let instance: AgentInstanceFactory | undefined;
export function getAgentInstanceFactory(): AgentInstanceFactory {
  instance ??= new AgentInstanceFactory();
  return instance;
}
export function createAgentInstanceFactory(userContext: UserExecutionContext): AgentInstanceFactory {
  const made = new AgentInstanceFactory();
  made.serve(userContext.userId);
  return made;
}
export default getAgentInstanceFactory;
`;

const files = { 'src/agents.ts': AGENTS, 'src/index.ts': `export * from './agents.js';`, 'src/renamed.ts': `export { getAgentInstanceFactory as agents } from './index.js';` };
const USE = 'Use createAgentInstanceFactory(userContext), an object of this user\'s own.';

testRule('no-singleton-accessor', {
  valid: [
    { title: 'the factory that replaces it', files, code: `${CONTEXT}import { createAgentInstanceFactory } from './agents.js';\nexport const who = (userContext: UserExecutionContext): string => createAgentInstanceFactory(userContext).describe();` },
    { title: 'the module that defines it', file: 'src/agents.ts', code: AGENTS },
    {
      title: 'a pool, which keeps nothing of a user',
      files: { 'src/pool.ts': `import { Pool } from 'pg';\nlet pool: Pool | undefined;\nexport const getPool = (): Pool => (pool ??= new Pool());` },
      code: `import { getPool } from './pool.js';\nexport const rows = () => getPool().query('select 1');`,
    },
    { title: 'a local function of an accessor-like name', code: `const getEngine = (): { run(): void } => ({ run() {} });\ngetEngine().run();` },
    { title: 'a singleton that the team found to be rightly shared', files, settings: { allow: [{ name: 'getAgentInstanceFactory', why: 'single tenant' }] }, code: `import { getAgentInstanceFactory } from './agents.js';\ngetAgentInstanceFactory();` },
    { title: 'a name that the import does not have', files: { 'src/other.ts': `export const get = (): number => 1;` }, code: `import { get } from './other.js';\nget();` },
  ],
  invalid: [
    {
      title: 'a context is a parameter',
      files,
      code: `${CONTEXT}import { getAgentInstanceFactory } from './agents.js';
export function who(userContext: UserExecutionContext): string {
  return getAgentInstanceFactory().describe();
}`,
      errors: [{
        line: 4,
        message: /^getAgentInstanceFactory\(\) hands every user the same object.*one of their own: createAgentInstanceFactory\(userContext\)\.$/,
        suggestions: [{ desc: USE, output: `${CONTEXT}import { createAgentInstanceFactory } from './agents.js';
export function who(userContext: UserExecutionContext): string {
  return createAgentInstanceFactory(userContext).describe();
}` }],
      }],
    },
    {
      title: 'the accessor is used elsewhere too, so its import stays',
      files,
      code: `${CONTEXT}import { getAgentInstanceFactory, type AgentInstanceFactory } from './index.js';
export const boot = (): AgentInstanceFactory => getAgentInstanceFactory();
export const serve = (ctx: UserExecutionContext) => () => getAgentInstanceFactory();`,
      errors: [
        { line: 3, message: /no user context is in scope here, and "unsingleton migrate getAgentInstanceFactory"/ },
        {
          line: 4,
          message: /createAgentInstanceFactory\(ctx\)\.$/,
          suggestions: [{ desc: 'Use createAgentInstanceFactory(ctx), an object of this user\'s own.', output: `${CONTEXT}import { createAgentInstanceFactory, getAgentInstanceFactory, type AgentInstanceFactory } from './index.js';
export const boot = (): AgentInstanceFactory => getAgentInstanceFactory();
export const serve = (ctx: UserExecutionContext) => () => createAgentInstanceFactory(ctx);` }],
        },
      ],
    },
    {
      title: 'an aliased import keeps its local name',
      files,
      code: `${CONTEXT}import { getAgentInstanceFactory as agents } from './agents.js';
export const who = (userContext: UserExecutionContext): string => agents().describe();`,
      errors: [{ line: 3, message: /same object/, suggestions: [{ desc: USE, output: `${CONTEXT}import { createAgentInstanceFactory as agents } from './agents.js';
export const who = (userContext: UserExecutionContext): string => agents(userContext).describe();` }] }],
    },
    {
      title: 'a namespace import, and a context in a field',
      files,
      code: `${CONTEXT}import * as agents from './index.js';
export class RunService {
  constructor(private readonly context: UserExecutionContext) {}
  start(): string {
    return [1].map(() => agents.getAgentInstanceFactory().describe()).join();
  }
  static idle(): void {
    agents.getAgentInstanceFactory();
  }
}`,
      errors: [
        { line: 6, message: /createAgentInstanceFactory\(this\.context\)/, suggestions: [{ desc: 'Use createAgentInstanceFactory(this.context), an object of this user\'s own.', output: `${CONTEXT}import * as agents from './index.js';
export class RunService {
  constructor(private readonly context: UserExecutionContext) {}
  start(): string {
    return [1].map(() => agents.createAgentInstanceFactory(this.context).describe()).join();
  }
  static idle(): void {
    agents.getAgentInstanceFactory();
  }
}` }] },
        { line: 9, message: /no user context is in scope/ },
      ],
    },
    {
      title: 'CommonJS',
      file: 'src/subject.cjs',
      files: { 'src/engines.cjs': `class Engine { run(user) { this.user = user; } }\nlet engine;\nexports.getEngine = () => { if (!engine) engine = new Engine(); return engine; };\nexports.createEngine = (userContext) => { const made = new Engine(); made.run(userContext); return made; };` },
      settings: { accessors: [{ legacy: 'getEngine', factory: 'createEngine' }], context: { name: 'ctx' } },
      code: `const { getEngine } = require('./engines.cjs');
exports.run = (ctx) => getEngine().run('alice');`,
      errors: [{ line: 2, message: /getEngine\(\) hands every user.*createEngine\(ctx\)/, suggestions: [{ desc: 'Use createEngine(ctx), an object of this user\'s own.', output: `const { createEngine } = require('./engines.cjs');
exports.run = (ctx) => createEngine(ctx).run('alice');` }] }],
    },
    {
      title: 'a module object in CommonJS',
      file: 'src/subject.cjs',
      files: { 'src/engines.cjs': `class Engine { run(user) { this.user = user; } }\nlet engine;\nmodule.exports = { getEngine: () => (engine ??= new Engine()), createEngine: (userContext) => new Engine(userContext) };` },
      settings: { accessors: [{ legacy: 'getEngine', factory: 'createEngine' }] },
      code: `const engines = require('./engines.cjs');
exports.run = (userContext) => engines.getEngine().run('alice');`,
      errors: [{ line: 2, message: /createEngine\(userContext\)/, suggestions: [{ desc: 'Use createEngine(userContext), an object of this user\'s own.', output: `const engines = require('./engines.cjs');
exports.run = (userContext) => engines.createEngine(userContext).run('alice');` }] }],
    },
    {
      title: 'a static accessor with arguments',
      files: { 'src/manager.ts': `${CONTEXT}export class Manager {
  private static instance: Manager;
  private env: Record<string, string> = {};
  static getInstance(env: Record<string, string>): Manager {
    Manager.instance ??= new Manager();
    Manager.instance.env = env;
    return Manager.instance;
  }
  key(): string | undefined { return this.env['key']; }
}
export const createManager = (userContext: UserExecutionContext, env: Record<string, string>): Manager => { void userContext; void env; return new Manager(); };` },
      settings: { accessors: [{ legacy: 'Manager.getInstance', factory: 'createManager' }] },
      code: `import { Manager } from './manager.js';
import { contextFromRequest } from '@unsingleton/runtime';
export async function complete(req: { body: Record<string, string> }): Promise<string | undefined> {
  const context = contextFromRequest(req);
  return Manager.getInstance(req.body).key();
}`,
      errors: [{ line: 5, message: /^Manager\.getInstance\(\) hands.*createManager\(context\)/, suggestions: [{ desc: 'Use createManager(context), an object of this user\'s own.', output: `import { createManager } from './manager.js';
import { contextFromRequest } from '@unsingleton/runtime';
export async function complete(req: { body: Record<string, string> }): Promise<string | undefined> {
  const context = contextFromRequest(req);
  return createManager(context, req.body).key();
}` }] }],
    },
    {
      title: 'two contexts are in scope: both are offered, nearest first',
      files,
      code: `${CONTEXT}import { getAgentInstanceFactory } from './agents.js';
export function impersonate(actor: UserExecutionContext, options: { target: UserExecutionContext }): string {
  return getAgentInstanceFactory().describe();
}`,
      errors: [{ line: 4, message: /createAgentInstanceFactory\(actor\)/, suggestions: ['actor', 'options.target'].map((name) => ({
        desc: `Use createAgentInstanceFactory(${name}), an object of this user's own.`,
        output: `${CONTEXT}import { createAgentInstanceFactory } from './agents.js';
export function impersonate(actor: UserExecutionContext, options: { target: UserExecutionContext }): string {
  return createAgentInstanceFactory(${name}).describe();
}` })) }],
    },
    {
      title: 'a context that may be absent, or that belongs to everybody, is not offered',
      files,
      code: `${CONTEXT}import { getAgentInstanceFactory } from './agents.js';
declare const userContext: UserExecutionContext;
export const optional = (context?: UserExecutionContext) => [context, userContext, getAgentInstanceFactory()];
export const either = (context: UserExecutionContext | undefined) => [context, getAgentInstanceFactory()];
export const shadowed = (userContext: string) => [userContext, getAgentInstanceFactory()];
export function early(): unknown {
  const agents = getAgentInstanceFactory();
  const context: UserExecutionContext = null as never;
  return [agents, context];
}`,
      errors: [4, 5, 6, 8].map((line) => ({ line, message: /no user context is in scope/ })),
    },
    {
      title: 'a wrapper around the accessor, behind a default export',
      files: { ...files, 'src/host.ts': `import agents from './agents.js';\nexport default function host() { return agents(); }` },
      code: `import host from './host.js';
export const who = (): string => host().describe();`,
      errors: [{ line: 2, message: /same object/ }],
    },
    {
      title: 'the factory\'s name means something else here',
      files,
      code: `${CONTEXT}import { getAgentInstanceFactory } from './agents.js';
const createAgentInstanceFactory = 1;
export const who = (userContext: UserExecutionContext) => [createAgentInstanceFactory, getAgentInstanceFactory().describe()];`,
      errors: [{ line: 4, message: /same object/ }],
    },
    {
      title: 'a package that cannot be read, named by the configuration',
      code: `import { getAgentInstanceFactory } from '@acme/agents';
export const who = (userContext: UserExecutionContext): string => getAgentInstanceFactory().describe();
type UserExecutionContext = { userId: string };`,
      errors: [{ line: 2, message: /same object/, suggestions: [{ desc: USE, output: `import { createAgentInstanceFactory } from '@acme/agents';
export const who = (userContext: UserExecutionContext): string => createAgentInstanceFactory(userContext).describe();
type UserExecutionContext = { userId: string };` }] }],
    },
    {
      title: 'a mistake in the settings is one sentence',
      settings: { accesors: [] },
      code: `export const nothing = 1;`,
      errors: [{ line: 1, message: /settings\.unsingleton: "accesors" is not a setting, did you mean "accessors"\./ }],
    },
  ],
});
