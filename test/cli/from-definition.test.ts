import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MigrationReport } from '../../codemods/change/report.js';
import { Project, type Result } from './run.js';

const PROGRAM = {
  'package.json': '{ "type": "module" }',
  'tsconfig.json': '{ "compilerOptions": { "strict": true, "module": "nodenext", "target": "es2022", "types": ["node"], "skipLibCheck": true, "noEmit": true }, "include": ["src"] }',
  'src/agents.ts': `export class AgentFactory {
  private history: string[] = [];
  private runs = 0;
  run(question: string): string {
    this.runs++;
    this.history.push(question);
    return \`\${String(this.runs)}: \${this.history.join()}\`;
  }
}

let instance: AgentFactory | undefined;
export function getAgentFactory(): AgentFactory {
  return (instance ??= new AgentFactory());
}
`,
  'src/answers.ts': `import { getAgentFactory } from './agents.js';

export const answer = (question: string): string => getAgentFactory().run(question);
`,
  'src/server.ts': `import { createServer } from 'node:http';
import { answer } from './answers.js';

createServer((request, response) => {
  response.end(answer(request.url ?? ''));
}).listen(0);
`,
};

/** Whether what one request leaves is for the same user or for all is not to be seen. */
const ANSWERED = { ...PROGRAM, 'answers.json': '{ "AgentFactory.history": "user" }' };

const SIGN_IN = {
  'src/session.ts': `let name = 'nobody';

export function signIn(who: string): void {
  name = who;
}

export const whoAmI = (): string => name;
`,
  'src/server.ts': `import { createServer } from 'node:http';
import { signIn, whoAmI } from './session.js';

createServer((request, response) => {
  signIn(request.url ?? '');
  response.end(whoAmI());
}).listen(0);
`,
};

describe('unsingleton migrate --from-definition', { timeout: 120_000 }, () => {
  it('moves definition and callers in one run, which is undone as one', () => {
    const project = new Project(ANSWERED);
    project.commit();
    const result = project.run('migrate', '--from-definition', 'getAgentFactory', '--state', 'answers.json', '--write', '--format', 'json');
    const report = JSON.parse(result.stdout) as MigrationReport;
    expect(report).toMatchObject({ sinks: 1, rewritten: 1, refused: [], filesChanged: 3, diagnostics: { new: [] }, secondRun: { edits: 0 } });
    expect(report.state?.map(({ name, kind }) => [name, kind])).toEqual([['AgentFactory.history', 'user'], ['AgentFactory.runs', 'process']]);
    expect(result.code).toBe(0);
    const read = (name: string): string => readFileSync(join(project.root, name), 'utf8');
    expect(read('src/answers.ts')).toContain('createAgentFactory(userContext).run(question)');
    expect(read('src/agents.ts')).toContain('export const createAgentFactory = perRequest(');
    project.run('migrate', '--undo');
    expect(project.git('status', '--porcelain').trim()).toBe('');
  });

  it('makes a commit of the definition and one of each component', () => {
    const project = new Project(ANSWERED);
    project.git('init', '--quiet');
    project.git('config', 'user.name', 'Alice');
    project.git('config', 'user.email', 'alice@example.com');
    project.commit('First');
    project.run('migrate', '--from-definition', 'getAgentFactory', '--state', 'answers.json', '--write', '--commit-each');
    const subjects = project.git('log', '--reverse', '--format=%s').trim().split('\n');
    expect(subjects).toEqual(['First', 'Define a per-request factory beside getAgentFactory', expect.stringContaining('Pass the user context')]);
  });

  it('moves a setter and its getter together', () => {
    const project = new Project({ ...PROGRAM, ...SIGN_IN });
    project.commit();
    const result = project.run('migrate', '--from-definition', 'whoAmI', '--write', '--format', 'json');
    const report = JSON.parse(result.stdout) as MigrationReport;
    expect(report).toMatchObject({ written: true, sinks: 2, rewritten: 2, refused: [], diagnostics: { new: [] }, secondRun: { edits: 0 } });
    const server = readFileSync(join(project.root, 'src/server.ts'), 'utf8');
    expect(server).toContain("signInFor(userContext, request.url ?? '');");
    expect(server).toContain('response.end(whoAmIFor(userContext));');
  });

  it('leaves a setter and its getter alone where one of them would stay behind', () => {
    const ambiguous = `import type { UserExecutionContext } from '@unsingleton/runtime';
import { signIn } from './session.js';

export function actFor(actor: UserExecutionContext, target: UserExecutionContext): void {
  signIn(actor.userId + target.userId);
}
`;
    const project = new Project({ ...PROGRAM, ...SIGN_IN, 'src/act.ts': ambiguous });
    project.commit();
    const result = project.run('migrate', '--from-definition', 'whoAmI', '--write', '--format', 'json');
    expect(JSON.parse(result.stdout)).toMatchObject({ written: false, split: [{ accessor: 'signIn and whoAmI' }] });
    expect(project.git('status', '--porcelain').trim()).toBe('');
  });

  it('asks on standard error whose a field is, and takes the same answers from a file', () => {
    const agents = PROGRAM['src/agents.ts'].replace('    this.runs++;', '    this.runs++;\n    this.lastRun = Date.now();').replace('  private runs', '  lastRun = 0;\n  private runs');
    const project = new Project({ ...PROGRAM, 'src/agents.ts': agents, 'answers.json': '{ "AgentFactory.lastRun": "process", "AgentFactory.history": "user" }' });
    const lastRun = ({ stdout }: Result): unknown => (JSON.parse(stdout) as MigrationReport).state?.find(({ name }) => name === 'AgentFactory.lastRun')?.kind;
    const migrate = (...more: readonly string[]): Result => project.run('migrate', '--from-definition', 'getAgentFactory', '--format', 'json', ...more);

    const asked = project.answer('u\np\n', 'migrate', '--from-definition', 'getAgentFactory', '--format', 'json', '--interactive');
    expect(asked.stderr).toContain('AgentFactory.lastRun is written while requests run, with a value that does not say whose it is\n  src/agents.ts:7  this.lastRun = Date.now()\n');
    expect(asked.stderr).toContain('To answer the same again: --state <file> with {"AgentFactory.history":"user","AgentFactory.lastRun":"process"}');
    expect([asked.code, lastRun(asked)]).toEqual([0, 'process']);
    const answered = migrate('--state', 'answers.json');
    expect([answered.code, lastRun(answered)]).toEqual([0, 'process']);
    // Whoever says nothing has not decided.
    for (const open of [project.answer('', 'migrate', '--from-definition', 'getAgentFactory', '--format', 'json', '--interactive'), migrate()]) {
      expect([open.code, lastRun(open)]).toEqual([1, 'unclear']);
    }
  });

  it('asks which accessor is meant', () => {
    expect(new Project(PROGRAM).run('migrate', '--from-definition')).toMatchObject({ code: 2, stderr: expect.stringContaining('needs the accessor whose definition is meant') as string });
  });
});
