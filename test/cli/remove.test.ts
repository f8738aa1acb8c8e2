import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RemovalReport } from '../../codemods/remove-accessor/remove.js';
import { Project } from './run.js';

const BEFORE = `export class AgentFactory {
  private history: string[] = [];
  run(question: string): string {
    this.history = [question];
    return this.history.join();
  }
}

let instance: AgentFactory | undefined;
export function getAgentFactory(): AgentFactory {
  return (instance ??= new AgentFactory());
}

/** For tests. */
export function resetAgentFactory(): void {
  instance = undefined;
}
`;

const PROGRAM = {
  'package.json': '{ "type": "module" }',
  'tsconfig.json': '{ "compilerOptions": { "strict": true, "module": "nodenext", "target": "es2022", "types": ["node"], "skipLibCheck": true, "noEmit": true, "noUnusedLocals": true }, "include": ["src"] }',
  'src/agents.ts': BEFORE,
  'src/index.ts': "export { AgentFactory, getAgentFactory, resetAgentFactory } from './agents.js';\n",
  'src/server.ts': `import { createServer } from 'node:http';
import { getAgentFactory } from './index.js';

createServer((request, response) => {
  response.end(getAgentFactory().run(request.url ?? ''));
}).listen(0);
`,
};

const remove = (project: Project, ...more: readonly string[]): RemovalReport & { readonly code: number | null } => {
  const { stdout, stderr, code } = project.run('remove', 'getAgentFactory', '--format', 'json', ...more);
  if (stdout === '') throw new Error(stderr);
  return { ...(JSON.parse(stdout) as RemovalReport), code };
};

// The command is run as a whole, several times a test.
describe('unsingleton remove', { timeout: 120_000 }, () => {
  it('names who is left, and removes nothing', () => {
    const project = new Project(PROGRAM);
    expect(remove(project, '--write')).toMatchObject({
      code: 1,
      written: false,
      callers: [{ accessor: 'getAgentFactory', file: 'src/server.ts', line: 5, text: "response.end(getAgentFactory().run(request.url ?? ''));" }],
      removed: [],
    });
  });

  it('takes the shim, the shared instance, its slot and its reset away after the migration', () => {
    const project = new Project(PROGRAM);
    project.commit();
    project.run('migrate', '--from-definition', 'getAgentFactory', '--write');
    project.commit('Migrate');
    expect(readFileSync(join(project.root, 'src/agents.ts'), 'utf8')).toContain('legacyGetter(');
    expect(remove(project, '--write')).toMatchObject({ code: 0, written: true, callers: [], filesChanged: 2 });
    expect(readFileSync(join(project.root, 'src/agents.ts'), 'utf8')).toBe(`import { perRequest, UserExecutionContext } from '@unsingleton/runtime';

export class AgentFactory {
  private history: string[] = [];

  constructor(readonly userContext: UserExecutionContext) {}
  run(question: string): string {
    this.history = [question];
    return this.history.join();
  }
}

export const createAgentFactory = perRequest((userContext) => new AgentFactory(userContext), { name: 'createAgentFactory' });
`);
    expect(readFileSync(join(project.root, 'src/index.ts'), 'utf8')).toBe("export { AgentFactory, createAgentFactory } from './agents.js';\n");
    project.run('migrate', '--undo');
    expect(project.git('status', '--porcelain').trim()).toBe('');
  });

  it('leaves a reset that empties more than the slot, without the slot', () => {
    const counted = BEFORE.replace('  run(', '  private runs = 0;\n  run(').replace('    this.history =', '    this.runs++;\n    this.history =').replace('this.history.join()', 'this.history.join() + String(this.runs)');
    const project = new Project({ ...PROGRAM, 'src/agents.ts': counted });
    project.commit();
    project.run('migrate', '--from-definition', 'getAgentFactory', '--write');
    project.commit('Migrate');
    expect(remove(project, '--write')).toMatchObject({ code: 0, written: true, callers: [] });
    expect(readFileSync(join(project.root, 'src/agents.ts'), 'utf8')).toMatch(/\/\*\* For tests\. \*\/\nexport function resetAgentFactory\(\): void \{\n {2}agentFactoryState\.reset\(\);\n\}\n$/);
  });

  it('believes a log of what processes called', () => {
    const project = new Project({ ...PROGRAM, 'src/server.ts': 'export {};\n' });
    const line = (site: string, calls: number, accessor = 'getAgentFactory'): string => JSON.stringify({ accessor, code: 'USG6183', site, calls, total: 9, mode: 'warn' });
    project.write({ 'calls.jsonl': [line('dist/plugin.js:3:1', 1), line('dist/plugin.js:3:1', 7), line('dist/other.js:1:1', 2, 'getOther')].join('\n') });
    expect(remove(project, '--log', 'calls.jsonl')).toMatchObject({ code: 1, callers: [], called: [{ site: 'dist/plugin.js:3:1', calls: 7 }], removed: [] });
  });

  it('asks which accessor is meant, and knows what is not there', () => {
    const project = new Project(PROGRAM);
    expect(project.run('remove')).toMatchObject({ code: 2, stderr: expect.stringContaining('remove needs the accessors') as string });
    expect(project.run('remove', 'getNothing')).toMatchObject({ code: 2, stderr: expect.stringContaining('Nothing in this project is called getNothing') as string });
  });
});
