import { describe, expect, it } from 'vitest';
import { define } from './program.js';

const CLASS = `export class AgentFactory {
  private history: string[] = [];
  remember(entry: string): void {
    this.history.push(entry);
  }
}
`;

/** What cannot be seen in so small a program: nobody calls it. */
const ANSWERS = { 'AgentFactory.history': 'request', 'Agents.history': 'request', 'session.user': 'request', agents: 'user' };

describe('a definition is refused', () => {
  const refusal = (files: Record<string, string>, accessor: string): string => {
    const { plan, texts } = define(files, accessor, { options: { types: ['node'] }, answers: ANSWERS });
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
    const answered = define({ 'src/agents.ts': source }, 'agents', { answers: { ...ANSWERS, 'Agents.last': 'process' } });
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
    const { texts, diagnostics } = define({ 'src/agents.ts': source, 'test/agents.test.ts': "import { AgentFactory } from '../src/agents.js';\nexport const other = new AgentFactory();\n" }, 'agentFactory', { answers: ANSWERS });
    expect(texts.get('test/agents.test.ts')).toContain('new AgentFactory(createTestUserContext())');
    expect(diagnostics).toEqual([]);
  });

  it('when a subclass would construct it without a context', () => {
    const source = `${CLASS}export class Slow extends AgentFactory {}\nexport const agentFactory = new AgentFactory();\n`;
    expect(refusal({ 'src/agents.ts': source }, 'agentFactory')).toMatch(/^CONSTRUCTED_ELSEWHERE: AgentFactory is extended at src\/agents\.ts:7/);
  });

  it('when the instance is made from something local to the accessor', () => {
    const source = `${CLASS.replace('private history', 'constructor(readonly model: string) {}\n  private history')}export const getAgentFactory = (() => {\n  const model = 'large';\n  let instance: AgentFactory | undefined;\n  return () => (instance ??= new AgentFactory(model));\n})();\n`;
    expect(refusal({ 'src/agents.ts': source }, 'getAgentFactory')).toMatch(/^DEFINITION_UNCLEAR: .*`model`, which is local to it/);
  });

  it('when an object that only holds settings or counts is meant', () => {
    const settings = "export const settings = { model: 'small' };\n";
    const metrics = 'export const metrics = {\n  runs: 0,\n  count(): void {\n    this.runs++;\n  },\n};\n';
    expect(refusal({ 'src/settings.ts': settings }, 'settings')).toMatch(/^SHARED_BY_DESIGN: settings keeps nothing of a request \(model: constant\)/);
    expect(refusal({ 'src/metrics.ts': metrics }, 'metrics')).toMatch(/^SHARED_BY_DESIGN: metrics keeps nothing of a request \(runs: process\)/);
  });

  it('when an object mixes what is a request\'s with what is everybody\'s', () => {
    const source = 'export const session = {\n  runs: 0,\n  user: "",\n  begin(user: string): void {\n    this.runs++;\n    this.user = user;\n  },\n};\n';
    expect(refusal({ 'src/session.ts': source }, 'session')).toMatch(/^DEFINITION_UNCLEAR: session\.runs counts over all requests, so it must outlive the request: move it out of session first/);
  });

  it('when a flag that is raised once is all that is written', () => {
    const source = 'export class Log {\n  private ready = false;\n  private path = "";\n  async open(): Promise<void> {\n    if (this.ready) return;\n    await Promise.resolve(this.path);\n    this.ready = true;\n  }\n}\nexport const log = new Log();\n';
    expect(refusal({ 'src/log.ts': source }, 'log')).toMatch(/^SHARED_BY_DESIGN: log keeps nothing of a request \(ready: process, path: constant\)/);
  });

  it('when the exported variable is replaced as a whole', () => {
    const source = 'export let agents: string[] = [];\nexport function forget(name: string): void {\n  agents = agents.filter((one) => one !== name);\n}\n';
    expect(refusal({ 'src/agents.ts': source }, 'agents')).toMatch(/^DEFINITION_UNCLEAR: agents is replaced as a whole at line 3/);
  });

  it('when a package makes it, until a person says whose it is', () => {
    const source = "import { EventEmitter } from 'node:events';\nlet bus: EventEmitter | undefined;\nexport function getBus(): EventEmitter {\n  return (bus ??= new EventEmitter());\n}\n";
    expect(refusal({ 'src/bus.ts': source }, 'getBus')).toMatch(/^STATE_UNCLEAR: getBus is made by `new EventEmitter`, which does not say what it keeps/);
    const options = { options: { types: ['node'] } };
    expect(define({ 'src/bus.ts': source }, 'getBus', { ...options, answers: { getBus: 'process' } }).plan.refusals[0]?.code).toBe('SHARED_BY_DESIGN');
    expect(define({ 'src/bus.ts': source }, 'getBus', { ...options, answers: { getBus: 'request' } }).texts.get('src/bus.ts')).toContain('perRequest(() => new EventEmitter()');
  });
});

describe('a definition becomes a factory', () => {
  it('stores the context without a parameter property where the compiler forbids one', () => {
    const source = `${CLASS.replace('  remember', '  constructor(private limit: number) {}\n  remember')}export const agentFactory = new AgentFactory(3);\n`.replace('private limit: number', 'limit: number').replace('{}\n', '{\n    this.history.length = limit;\n  }\n');
    const { texts, diagnostics } = define({ 'src/agents.ts': source }, 'agentFactory', { options: { erasableSyntaxOnly: true }, answers: ANSWERS });
    expect(texts.get('src/agents.ts')).toContain('  readonly userContext: UserExecutionContext;\n');
    expect(texts.get('src/agents.ts')).toContain('constructor(userContext: UserExecutionContext, limit: number) {\n    this.userContext = userContext;');
    expect(diagnostics).toEqual([]);
  });
});
