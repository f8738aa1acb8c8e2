/** One request's or one user's across requests: who leaves what for whom. */
import { describe, expect, it } from 'vitest';
import { define, type Defined } from './program.js';

const AGENTS = `export class AgentManager {
  private agents: string[] = [];
  private owner = '';
  begin(owner: string): void {
    this.owner = owner;
    this.agents = [];
  }
  create(name: string): string {
    this.agents.push(name);
    return this.owner + name;
  }
  list(): string[] {
    return this.agents;
  }
}
let instance: AgentManager | undefined;
export function getAgentManager(): AgentManager {
  return (instance ??= new AgentManager());
}
`;

const server = (...handlers: readonly string[]): string => `import { createServer } from 'node:http';
import { getAgentManager } from './agents.js';

${handlers.map((body) => `createServer(async (request, response) => {\n  const url = request.url ?? '';\n  ${body}\n  response.end(url);\n}).listen(0);`).join('\n')}
`;

const run = (main: string, agents = AGENTS, answers = {}): Defined => define({ 'src/agents.ts': agents, 'src/main.ts': main }, 'getAgentManager', { options: { types: ['node'] }, answers });
const kinds = ({ plan }: Defined): Record<string, string> => Object.fromEntries(plan.state.map(({ name, kind }) => [name.replace('AgentManager.', ''), kind]));

describe('what callers hand in', () => {
  it('is the request\'s where each request that reads it has set it anew', () => {
    expect(kinds(run(server('getAgentManager().begin(url);\n  getAgentManager().create(url);\n  getAgentManager().list();')))).toEqual({ agents: 'request', owner: 'request' });
  });

  it('is asked for where one request leaves it for another: a draft of one user and a board for all look the same', () => {
    const main = server('getAgentManager().begin(url);\n  getAgentManager().create(url);', 'getAgentManager().list();');
    const asked = run(main);
    expect(kinds(asked)).toEqual({ agents: 'unclear', owner: 'request' });
    expect(asked.plan.state.find(({ name }) => name.endsWith('.agents'))).toMatchObject({
      why: "is written with what one request hands in, and read where the same request has not set it anew (src/agents.ts:13): it may be one user's, or for all to see",
      evidence: [{ file: 'src/agents.ts', line: 9, text: 'this.agents.push(name)' }, { file: 'src/agents.ts', line: 13, text: 'this.agents' }],
    });
    const result = run(main, AGENTS, { 'AgentManager.agents': 'user' });
    const text = result.texts.get('src/agents.ts') ?? '';
    expect(text).toContain("const agentManagerUserState = perUser((): { agents: string[] } => ({\n  agents: [],\n}), { name: 'agentManagerUserState', max: Infinity });");
    expect(text).toContain('  private set agents(value: string[]) {\n    agentManagerUserState(this.userContext).agents = value;\n  }\n');
    expect(result.diagnostics).toEqual([]);
  });

  it('is the request\'s where middleware sets it anew before every handler, and not where an event is served', () => {
    const app = `import { EventEmitter } from 'node:events';
import { getAgentManager } from './agents.js';

type Handler = (url: string, next: () => void) => void;
const handlers: Handler[] = [];
const app = { use: (handler: Handler) => handlers.push(handler), get: (handler: Handler) => handlers.push(handler) };
export const jobs = new EventEmitter();
app.use((url, next) => {
  getAgentManager().begin(url);
  next();
});
app.get((url) => {
  getAgentManager().create(url);
});
app.get((_url) => {
  console.log(getAgentManager().list());
});
`;
    expect(kinds(run(app))).toEqual({ agents: 'request', owner: 'request' });
    // Where nobody is signed in there is nobody to set, and nothing is to be left over from another.
    expect(kinds(run(app.replace('  getAgentManager().begin(url);', "  if (url !== '') getAgentManager().begin(url);")))).toEqual({ agents: 'request', owner: 'request' });
    expect(kinds(run(`${app}jobs.on('job', () => getAgentManager().list());\n`))).toEqual({ agents: 'unclear', owner: 'request' });
  });

  it('is asked for where it only ever grows', () => {
    expect(kinds(run(server('getAgentManager().create(url);\n  getAgentManager().list();')))['agents']).toBe('unclear');
  });

  it('is followed through functions, and through callbacks that are waited for', () => {
    const ask = 'async function ask(url: string): Promise<string[]> {\n  getAgentManager().create(url);\n  return Promise.resolve(getAgentManager().list());\n}\nconst retry = async <T>(work: () => Promise<T>): Promise<T> => work();\n';
    expect(kinds(run(`${server('getAgentManager().begin(url);\n  await retry(() => ask(url));')}${ask}`))).toEqual({ agents: 'request', owner: 'request' });
  });

  it('is asked for where it is set too late, or not always', () => {
    const agents = (main: string): string | undefined => kinds(run(main))['agents'];
    expect(agents(server('getAgentManager().list();\n  getAgentManager().begin(url);\n  getAgentManager().create(url);'))).toBe('unclear');
    expect(agents(server("if (url === '/') getAgentManager().begin(url);\n  getAgentManager().create(url);\n  getAgentManager().list();"))).toBe('unclear');
    expect(agents(server("if (url === '/') {\n    getAgentManager().begin(url);\n    getAgentManager().create(url);\n    getAgentManager().list();\n  }"))).toBe('request');
    const once = AGENTS.replace('    this.owner = owner;\n    this.agents = [];', "    this.owner = owner;\n    if (this.agents.length > 9) {\n      this.agents = [];\n    }");
    expect(kinds(run(server('getAgentManager().begin(url);\n  getAgentManager().create(url);\n  getAgentManager().list();'), once))['agents']).toBe('unclear');
  });

  it('is the user\'s where it says who that is, and another request asks', () => {
    const who = AGENTS.replace('begin(owner: string)', 'begin(user: string)').replace('this.owner = owner', 'this.owner = user').replace('return this.agents;', 'return [this.owner];').replace('return this.owner + name', 'return name');
    expect(kinds(run(server('getAgentManager().begin(url);\n  getAgentManager().create(url);', 'getAgentManager().list();'), who))).toMatchObject({ owner: 'user' });
  });

  it('is asked for where nobody is known to read it', () => {
    const { plan } = run(server('getAgentManager().begin(url);'));
    expect(plan.refusals.map(({ code, message }) => `${code}: ${message}`)).toEqual([expect.stringMatching(/^STATE_UNCLEAR: .*AgentManager\.agents .* no request is known that reads it/)]);
  });

  it('is not told apart in a container, which makes instances without a context', () => {
    const service = `import { Injectable } from '@nestjs/common';\n\n@Injectable()\n${AGENTS.slice(0, AGENTS.indexOf('let instance')).replace('AgentManager', 'AgentService')}`;
    const main = "import { createServer } from 'node:http';\nimport type { AgentService } from './agents.js';\nexport const start = (service: AgentService): void => {\n  createServer((request) => {\n    service.begin('');\n    service.create(request.url ?? '');\n  }).listen(0);\n  createServer((_request, response) => response.end(service.list().join())).listen(0);\n};\n";
    const { plan } = define({ 'src/agents.ts': service, 'src/main.ts': main }, 'AgentService', { options: { types: ['node'], experimentalDecorators: true }, answers: { 'AgentService.agents': 'user' } });
    expect(plan.refusals.map(({ code, message }) => `${code}: ${message}`)).toEqual([expect.stringMatching(/^DEFINITION_UNCLEAR: AgentService\.agents .* is made without a context by which to tell users apart/)]);
  });
});

describe('what a module keeps', () => {
  const SESSION = "let name = '';\nexport function signIn(who: string): void {\n  name = who;\n}\nexport const whoAmI = (): string => name;\n";
  const main = (...handlers: readonly string[]): string => `import { createServer } from 'node:http';\nimport { signIn, whoAmI } from './session.js';\n${handlers.map((body) => `createServer((request, response) => {\n  ${body}\n  response.end(request.url);\n}).listen(0);`).join('\n')}\n`;
  const factory = (text: string, answers = {}): string | undefined => /createName = \w+\(/.exec(define({ 'src/session.ts': SESSION, 'src/main.ts': text }, 'whoAmI', { options: { types: ['node'] }, answers }).texts.get('src/session.ts') ?? '')?.[0];

  it('is made for the request that sets and reads it, or for the user who comes back', () => {
    expect(factory(main("signIn(request.url ?? '');\n  whoAmI();"))).toBe('createName = perRequest(');
    expect(factory(main("signIn(request.url ?? '');", 'whoAmI();'), { name: 'user' })).toBe('createName = perUser(');
  });
});
