import { describe, expect, it } from 'vitest';
import { define } from './program.js';

const CLASS = `export class AgentFactory {
  private history: string[] = [];
  remember(entry: string): void {
    this.history.push(entry);
  }
}
`;

/** One singleton in each shape; every one keeps what its callers hand in. */
const SHAPES: readonly (readonly [shape: string, accessor: string, definition: string, factory: string])[] = [
  ['lazy-getter', 'getAgentFactory', `${CLASS}let instance: AgentFactory | undefined;\nexport function getAgentFactory(): AgentFactory {\n  if (!instance) instance = new AgentFactory();\n  return instance;\n}\n`, 'createAgentFactory'],
  ['lazy-getter', 'getAgentFactory', `${CLASS}let instance: AgentFactory | undefined;\nexport const getAgentFactory = (): AgentFactory => (instance ??= new AgentFactory());\n`, 'createAgentFactory'],
  ['async-lazy-getter', 'getAgentFactory', `${CLASS}let instance: AgentFactory | undefined;\nexport async function getAgentFactory(): Promise<AgentFactory> {\n  instance ??= new AgentFactory();\n  return instance;\n}\n`, 'createAgentFactory'],
  ['static-accessor', 'AgentFactory.getInstance', 'export class AgentFactory {\n  private static instance: AgentFactory | undefined;\n  private history: string[] = [];\n  private constructor() {}\n  static getInstance(): AgentFactory {\n    AgentFactory.instance ??= new AgentFactory();\n    return AgentFactory.instance;\n  }\n  remember(entry: string): void {\n    this.history.push(entry);\n  }\n}\n', 'createAgentFactory'],
  ['static-accessor', 'AgentFactory.instance', 'export class AgentFactory {\n  static readonly instance = new AgentFactory();\n  private history: string[] = [];\n  remember(entry: string): void {\n    this.history.push(entry);\n  }\n}\n', 'createAgentFactory'],
  ['eager-export', 'agentFactory', `${CLASS}export const agentFactory = new AgentFactory();\n`, 'createAgentFactory'],
  ['object-singleton', 'session', 'export const session = {\n  user: \'\',\n  signIn(name: string): void {\n    this.user = name;\n  },\n};\n', 'createSession'],
  ['module-collection', 'runs', 'export const runs = new Map<string, string>();\n', 'createRuns'],
  ['global-slot', 'agents', `${CLASS}const holder = globalThis as { agents?: AgentFactory };\nexport const agents = holder.agents ?? new AgentFactory();\nholder.agents = agents;\n`, 'createAgents'],
  ['memoised', 'getAgentFactory', `${CLASS}function once<T>(make: () => T): () => T {\n  let made: T | undefined;\n  return () => (made ??= make());\n}\nexport const getAgentFactory = once(() => new AgentFactory());\n`, 'createAgentFactory'],
  ['closure-singleton', 'getAgentFactory', `${CLASS}export const getAgentFactory = (() => {\n  let instance: AgentFactory | undefined;\n  return () => (instance ??= new AgentFactory());\n})();\n`, 'createAgentFactory'],
  ['proxy-lazy', 'agents', `${CLASS}let real: AgentFactory | undefined;\nexport const agents = new Proxy({} as AgentFactory, {\n  get(_target, key) {\n    real ??= new AgentFactory();\n    return Reflect.get(real, key);\n  },\n});\n`, 'createAgents'],
];

describe('a definition becomes a factory', () => {
  it.each(SHAPES)('%s: %s', (_shape, accessor, definition, factory) => {
    const [owner = accessor, member] = accessor.split('.');
    const use = member === undefined ? (/^get/.test(accessor) ? `${accessor}()` : accessor) : `${owner}.${member}${member === 'instance' ? '' : '()'}`;
    const caller = `import { ${owner} } from './agents.js';\nexport const used = (): unknown => ${use};\n`;
    const { plan, texts, diagnostics, again } = define({ 'src/agents.ts': definition, 'src/caller.ts': caller }, accessor);
    expect(plan.refusals).toEqual([]);
    expect(texts.get('src/agents.ts')).toContain(`export const ${factory} = perRequest(`);
    expect(texts.get('src/agents.ts')).toContain('@deprecated');
    expect(texts.has('src/caller.ts')).toBe(false);
    expect(diagnostics).toEqual([]);
    expect(again).toBe(0);
  });

  it('writes what a careful person would', () => {
    const { texts } = define({ 'src/agents.ts': SHAPES[0]?.[2] ?? '' }, 'getAgentFactory');
    expect(texts.get('src/agents.ts')).toBe(`import { UserExecutionContext, legacyGetter, perRequest } from '@unsingleton/runtime';
export class AgentFactory {
  private history: string[] = [];

  constructor(readonly userContext: UserExecutionContext) {}
  remember(entry: string): void {
    this.history.push(entry);
  }
}
let instance: AgentFactory | undefined;
function sharedAgentFactory(): AgentFactory {
  if (!instance) instance = new AgentFactory(UserExecutionContext.system('getAgentFactory, shared by callers that are not migrated'));
  return instance;
}

export const createAgentFactory = perRequest((userContext) => new AgentFactory(userContext), { name: 'createAgentFactory' });

/** @deprecated One object for all users. Use \`createAgentFactory(userContext)\`. */
export const getAgentFactory = legacyGetter({
  name: 'getAgentFactory',
  code: 'USG6183',
  replacement: 'createAgentFactory(userContext)',
  instance: sharedAgentFactory,
  factory: createAgentFactory,
});
`);
  });

  it('stores the context without a parameter property where the compiler forbids one', () => {
    const source = `${CLASS.replace('  remember', '  constructor(private limit: number) {}\n  remember')}export const agentFactory = new AgentFactory(3);\n`.replace('private limit: number', 'limit: number').replace('{}\n', '{\n    this.history.length = limit;\n  }\n');
    const { texts, diagnostics } = define({ 'src/agents.ts': source }, 'agentFactory', { options: { erasableSyntaxOnly: true } });
    expect(texts.get('src/agents.ts')).toContain('  readonly userContext: UserExecutionContext;\n');
    expect(texts.get('src/agents.ts')).toContain('constructor(userContext: UserExecutionContext, limit: number) {\n    this.userContext = userContext;');
    expect(diagnostics).toEqual([]);
  });
});

describe('a definition is refused', () => {
  const refusal = (files: Record<string, string>, accessor: string): string => {
    const { plan, texts } = define(files, accessor);
    expect(texts.size).toBe(0);
    return plan.refusals.map(({ code, message }) => `${code}: ${message}`).join('\n');
  };

  it('when everything of it belongs to everybody', () => {
    const pool = `import { EventEmitter } from 'node:events';\nexport class Pool {\n  readonly events = new EventEmitter();\n  size = 5;\n}\nexport const pool = new Pool();\n`;
    expect(refusal({ 'src/pool.ts': pool }, 'pool')).toMatch(/^SHARED_BY_DESIGN: .*Add it to `allow`/);
  });

  it('when it cannot be told whose a field is', () => {
    const source = `export class Agents {\n  private last = 0;\n  private history: string[] = [];\n  run(q: string): void {\n    this.history.push(q);\n    this.last = Date.now();\n  }\n}\nexport const agents = new Agents();\n`;
    expect(refusal({ 'src/agents.ts': source }, 'agents')).toMatch(/^STATE_UNCLEAR: Agents\.last/);
    const answered = define({ 'src/agents.ts': source }, 'agents', { answers: { 'Agents.last': 'process' } });
    expect(answered.texts.get('src/agents.ts')).toContain('agentsState().last');
    expect(answered.diagnostics).toEqual([]);
  });

  it('when the accessor does more than make the instance', () => {
    const source = `${CLASS}let instance: AgentFactory | undefined;\nexport function getAgentFactory(): AgentFactory {\n  if (!instance) {\n    instance = new AgentFactory();\n    instance.remember('start');\n  }\n  return instance;\n}\n`;
    expect(refusal({ 'src/agents.ts': source }, 'getAgentFactory')).toMatch(/^DEFINITION_UNCLEAR: .*instance\.remember\('start'\)/);
  });

  it('when other code constructs the class, and tests alone are given test contexts', () => {
    const source = `${CLASS}export const agentFactory = new AgentFactory();\n`;
    expect(refusal({ 'src/agents.ts': source, 'src/other.ts': "import { AgentFactory } from './agents.js';\nexport const other = new AgentFactory();\n" }, 'agentFactory')).toMatch(/^CONSTRUCTED_ELSEWHERE: .*src\/other\.ts:2/);
    const { texts, diagnostics } = define({ 'src/agents.ts': source, 'test/agents.test.ts': "import { AgentFactory } from '../src/agents.js';\nexport const other = new AgentFactory();\n" }, 'agentFactory');
    expect(texts.get('test/agents.test.ts')).toContain('new AgentFactory(createTestUserContext())');
    expect(diagnostics).toEqual([]);
  });
});
