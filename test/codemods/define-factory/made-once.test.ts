/** What was made or opened once must not be made or opened again for every request. */
import { describe, expect, it } from 'vitest';
import { define, type Defined } from './program.js';

const NODE = { options: { types: ['node'] }, answers: { 'AgentFactory.history': 'request' } };
const factory = (members: string, making = 'new AgentFactory()', before = ''): string => `${before}export class AgentFactory {
  private history: string[] = [];
${members}  remember(entry: string): void {
    this.history.push(entry);
  }
}
let instance: AgentFactory | undefined;
export function getAgentFactory(): AgentFactory {
  return (instance ??= ${making});
}
`;
const run = (source: string): Defined => define({ 'src/agents.ts': source }, 'getAgentFactory', NODE);
const textOf = ({ texts }: Defined): string => texts.get('src/agents.ts') ?? '';

const POOL = `class Pool {
  open = 0;
  constructor(readonly size: number) {}
  take(): void {
    this.open++;
  }
}
`;

describe('what is made once', () => {
  it('in a field is shared', () => {
    const result = run(factory('  private readonly pool = new Pool(5);\n  take(): void {\n    this.pool.take();\n  }\n', 'new AgentFactory()', POOL));
    expect(textOf(result)).toContain('const agentFactoryState = shared((): { pool: Pool } => ({\n  pool: new Pool(5),\n}));');
    expect(textOf(result)).toContain('  private readonly pool = agentFactoryState().pool;\n');
    expect(result.diagnostics).toEqual([]);
  });

  it('by a call in the constructor is shared', () => {
    const opened = 'export const connect = (url: string): { send(text: string): void } => ({ send: (text) => void (url + text) });\n';
    const result = run(factory("  private readonly client: { send(text: string): void };\n  constructor() {\n    this.client = connect('db');\n  }\n  send(text: string): void {\n    this.client.send(text);\n  }\n", 'new AgentFactory()', opened));
    expect(textOf(result)).toContain("  client: connect('db'),\n}));");
    expect(textOf(result)).toContain('    this.client = agentFactoryState().client;\n');
    expect(result.diagnostics).toEqual([]);
  });

  it('for the constructor is shared, unless it keeps what callers hand in', () => {
    const memory = 'class Memory {\n  private said: string[] = [];\n  keep(entry: string): void {\n    this.said.push(entry);\n  }\n}\n';
    const source = factory('  constructor(readonly pool: Pool, readonly memory: Memory, readonly size = 5) {}\n', 'new AgentFactory(new Pool(5), new Memory())', POOL + memory);
    expect(run(source).plan.refusals[0]?.message).toMatch(/^AgentFactory\.memory holds a Memory, whose said is written with what a caller handed in, and no request is known/);
    const answered = (kind: string): Defined => define({ 'src/agents.ts': source }, 'getAgentFactory', { ...NODE, answers: { ...NODE.answers, 'AgentFactory.memory': kind } });
    const result = answered('request');
    expect(textOf(result)).toContain('const agentFactoryPool = shared(() => new Pool(5));');
    expect(textOf(result)).toContain('perRequest((userContext) => new AgentFactory(userContext, agentFactoryPool(), new Memory()), {');
    expect(result.diagnostics).toEqual([]);
    expect(textOf(answered('process'))).toContain('new AgentFactory(userContext, agentFactoryPool(), agentFactoryMemory())');
  });

  it('a count that the constructor begins goes on, instead of beginning again', () => {
    const result = run(factory('  private runs: number;\n  constructor() {\n    this.runs = 0;\n  }\n  run(): number {\n    return ++this.runs;\n  }\n'));
    expect(textOf(result)).toContain('  private set runs(value: number) {\n    agentFactoryState().runs = value;\n  }\n');
    expect(textOf(result)).not.toContain('this.runs = 0');
    expect(result.diagnostics).toEqual([]);
  });
});

describe('what the constructor opens', () => {
  const sweeping = '  private readonly sweep: NodeJS.Timeout;\n  constructor() {\n    this.sweep = setInterval(() => (this.history = []), 1000);\n  }\n';

  it('is refused where nothing would close it', () => {
    const { plan } = run(factory(sweeping));
    expect(plan.refusals.map(({ code, message }) => `${code}: ${message}`)).toEqual([expect.stringMatching(/^DEFINITION_UNCLEAR: .*setInterval/)]);
  });

  it('is closed when the request ends where the class can, and listed', () => {
    const listening = "  private readonly stop = (): void => this.stopAll();\n  constructor() {\n    process.on('beforeExit', this.stop);\n  }\n  private stopAll(): void {\n    this.history = [];\n  }\n  close(): void {\n    process.off('beforeExit', this.stop);\n  }\n";
    const result = run(factory(listening));
    expect(result.plan.refusals).toEqual([]);
    expect(textOf(result)).toContain("{ name: 'createAgentFactory', dispose: (instance) => instance.close() }");
    expect(result.plan.resources).toEqual([{ file: 'src/agents.ts', line: 5, kind: 'listener', text: "process.on('beforeExit', this.stop)", closedBy: 'close', needs: 'That close calls .off(…) with the same function; the factory calls it when the request ends.' }]);
  });

  it('is not closed with the request where all instances share it', () => {
    const result = run(factory('  private readonly pool = new Pool(5);\n  [Symbol.dispose](): void {\n    this.pool.take();\n  }\n', 'new AgentFactory()', POOL).replace('export class', '/** Kept. */\nexport class'));
    expect(textOf(result)).toContain("{ name: 'createAgentFactory', dispose: false }");
  });
});
