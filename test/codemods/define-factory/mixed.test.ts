/** The story's singleton has all four kinds of state. Turning everything per-request broke three of them when it was done by hand. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ts } from 'ts-morph';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { define, type Defined } from './program.js';

const PROGRAM = {
  'src/semaphore.ts': `/** Places for what one user does at once. */
export class Semaphore {
  private taken = 0;
  constructor(private readonly places: number) {}
  take(): boolean {
    if (this.taken >= this.places) return false;
    this.taken++;
    return true;
  }
  give(): void {
    this.taken--;
  }
}
`,
  'src/agents.ts': `import { Semaphore } from './semaphore.js';

export interface Model {
  answer(question: string): string;
}

/** Makes agents, counts them, and lets each user have two at once. */
export class AgentInstanceFactory {
  private agents: string[] = [];
  private readonly places = new Map<string, Semaphore>();
  private created = 0;
  private model: Model | undefined;

  configure(model: Model): void {
    this.model = model;
  }

  begin(): void {
    this.agents = [];
  }

  createAgent(userId: string, name: string): string[] {
    const places = this.places.get(userId) ?? new Semaphore(2);
    this.places.set(userId, places);
    if (!places.take()) throw new Error(\`\${userId} has two agents already.\`);
    this.created++;
    const agent = [this.model?.answer(name) ?? 'no model'];
    this.agents.push(name);
    return agent;
  }

  release(userId: string): void {
    this.places.get(userId)?.give();
  }

  names(): string[] {
    return [...this.agents];
  }

  metrics(): { created: number } {
    return { created: this.created };
  }
}

let instance: AgentInstanceFactory | undefined;
export function getAgentInstanceFactory(): AgentInstanceFactory {
  return (instance ??= new AgentInstanceFactory());
}
`,
  'src/start.ts': `import { getAgentInstanceFactory } from './agents.js';

export function start(): void {
  getAgentInstanceFactory().configure({ answer: (question) => \`large: \${question}\` });
}
`,
  'src/main.ts': `import { createServer } from 'node:http';
import { getAgentInstanceFactory } from './agents.js';
import { start } from './start.js';

start();
createServer((request, response) => {
  getAgentInstanceFactory().begin();
  const agent = getAgentInstanceFactory().createAgent(request.url ?? '', 'clerk');
  response.end([...agent, ...getAgentInstanceFactory().names()].join());
}).listen(0);
`,
};

const SCRIPT = `
import { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './src/agents.js';
import { start } from './src/start.js';
start();
let run = 0;
const request = (userId) => createAgentInstanceFactory(UserExecutionContext.create({ userId, threadId: 't', runId: String(++run) }));
const attempt = (work) => { try { return work(); } catch (error) { return error.message; } };
const said = [];
said.push(request('alice').createAgent('alice', 'clerk'), request('alice').createAgent('alice', 'scout'));
const third = attempt(() => request('alice').createAgent('alice', 'third'));
const bob = request('bob');
said.push(bob.createAgent('bob', 'clerk'));
request('alice').release('alice');
const again = attempt(() => request('alice').createAgent('alice', 'again'));
console.log(JSON.stringify({ said, third, again, names: [bob.names(), request('bob').names()], metrics: request('carol').metrics() }));
`;

type Ran = { readonly said: string[][]; readonly third: string; readonly again: string[]; readonly names: string[][]; readonly metrics: { created: number } };

const folder = mkdtempSync(join(tmpdir(), 'define-mixed-'));
let result: Defined;
let ran: Ran;

beforeAll(() => {
  result = define(PROGRAM, 'getAgentInstanceFactory', { options: { types: ['node'] } });
  symlinkSync(join(import.meta.dirname, '../../../node_modules'), join(folder, 'node_modules'));
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  for (const [file, text] of Object.entries({ ...PROGRAM, ...Object.fromEntries(result.texts) })) {
    write(file.replace(/ts$/, 'js'), ts.transpileModule(text, { compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 } }).outputText);
  }
  write('package.json', '{ "type": "module" }');
  write('play.mjs', SCRIPT);
  ran = JSON.parse(execFileSync(process.execPath, [join(folder, 'play.mjs')], { encoding: 'utf8' })) as Ran;
}, 60_000);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('a singleton that mixes all four kinds of state', () => {
  it('is divided by whose each part is', () => {
    expect(Object.fromEntries(result.plan.state.map(({ name, kind }) => [name, kind]))).toEqual({
      'AgentInstanceFactory.agents': 'request',
      'AgentInstanceFactory.places': 'user',
      'AgentInstanceFactory.created': 'process',
      'AgentInstanceFactory.model': 'configuration',
    });
    expect([result.plan.refusals, result.diagnostics, result.again]).toEqual([[], [], 0]);
  });

  it('keeps the agents of each request to itself', () => {
    expect(ran.names).toEqual([['clerk'], []]);
  });

  it('still lets each user have two agents at once, whatever the requests', () => {
    expect(ran.third).toBe('alice has two agents already.');
    expect(ran.again).toEqual(['large: again']);
  });

  it('still counts all agents', () => {
    expect(ran.metrics).toEqual({ created: 4 });
  });

  it('still sees in every request what was configured at start-up', () => {
    expect(ran.said).toEqual([['large: clerk'], ['large: scout'], ['large: clerk']]);
  });

  it('configures without the accessor', () => {
    expect(result.texts.get('src/start.ts')).toBe(PROGRAM['src/start.ts'].replaceAll('getAgentInstanceFactory().configure', 'configureAgentInstanceFactory').replace('{ getAgentInstanceFactory }', '{ configureAgentInstanceFactory }'));
    expect(result.texts.get('src/agents.ts')).toContain('export function configureAgentInstanceFactory(model: Model): void {\n  agentInstanceFactoryState().model = model;\n}\n');
    expect(result.texts.get('src/agents.ts')).not.toMatch(/^ {2}configure\(/m);
  });
});
