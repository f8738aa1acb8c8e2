import { describe, expect, it } from 'vitest';
import { define } from './program.js';

const CLASS = `export class AgentFactory {
  private history: string[] = [];
  remember(entry: string): void {
    this.history.push(entry);
  }
}
`;
const LAZY = `${CLASS}let instance: AgentFactory | undefined;\nexport function getAgentFactory(): AgentFactory {\n  if (!instance) instance = new AgentFactory();\n  return instance;\n}\n`;

describe('a definition becomes a factory', () => {
  it('writes what a careful person would', () => {
    const { texts } = define({ 'src/agents.ts': LAZY }, 'getAgentFactory');
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

  it('CommonJS exports the factory as it exports the accessor', () => {
    const source = "class AgentFactory {\n  constructor() {\n    this.history = [];\n  }\n  remember(entry) {\n    this.history.push(entry);\n  }\n}\nlet instance;\nfunction getAgentFactory() {\n  if (!instance) instance = new AgentFactory();\n  return instance;\n}\nmodule.exports = { getAgentFactory };\n";
    const { texts } = define({ 'package.json': '{}', 'src/agents.js': source }, 'getAgentFactory');
    expect(texts.get('src/agents.js')).toContain("const { UserExecutionContext, legacyGetter, perRequest } = require('@unsingleton/runtime');");
    expect(texts.get('src/agents.js')).toContain('module.exports = { getAgentFactory };\nmodule.exports.createAgentFactory = createAgentFactory;\n');
  });

  it('CommonJS whose module is the instance carries the factory on it', () => {
    const source = 'class AgentFactory {\n  history = [];\n  remember(entry) {\n    this.history.push(entry);\n  }\n}\nmodule.exports = new AgentFactory();\n';
    const { texts } = define({ 'package.json': '{}', 'src/agents.js': source }, 'agentFactory');
    expect(texts.get('src/agents.js')).toContain("module.exports.createAgentFactory = perRequest((userContext) => new AgentFactory(userContext), { name: 'createAgentFactory' });");
  });

  it('a NestJS provider becomes request-scoped', () => {
    const source = "import { Injectable } from '@nestjs/common';\n\n@Injectable()\nexport class AgentService {\n  private history: string[] = [];\n  remember(entry: string): void {\n    this.history.push(entry);\n  }\n}\n";
    const { texts, diagnostics, again } = define({ 'src/agents.ts': source }, 'AgentService', { options: { experimentalDecorators: true } });
    expect(texts.get('src/agents.ts')).toBe(source.replace('@Injectable()', '@Injectable({ scope: Scope.REQUEST })').replace('{ Injectable }', '{ Injectable, Scope }'));
    expect([diagnostics, again]).toEqual([[], 0]);
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
    const { plan, texts } = define(files, accessor, { options: { types: ['node'] } });
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
