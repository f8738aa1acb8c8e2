/** The agent server from its singleton to the last phase: callers, mocks, then nothing deprecated is left, and its tests pass. */
import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MigrationReport } from '../../codemods/change/report.js';
import type { RemovalReport } from '../../codemods/remove-accessor/remove.js';
import { AgentServer } from '../demo/agent-server.js';
import { runNode } from '../demo/process.js';
import { Project } from './run.js';

const MAIN = join(import.meta.dirname, '../../dist/src/cli/main.js');
const FACTORY = 'src/agents/agent-instance-factory.ts';

let server: AgentServer;
beforeAll(async () => {
  server = await AgentServer.copy();
}, 60_000);
afterAll(() => server.remove());

const remove = async (...options: readonly string[]): Promise<RemovalReport> => JSON.parse((await runNode(server.folder, MAIN, 'remove', 'getAgentInstanceFactory', '--format', 'json', ...options)).stdout) as RemovalReport;

async function rewrite(file: string, ...changes: readonly (readonly [from: string, to: string])[]): Promise<void> {
  const path = join(server.folder, file);
  let text = await readFile(path, 'utf8');
  for (const [from, to] of changes) {
    expect(text).toContain(from);
    text = text.replace(from, to);
  }
  await writeFile(path, text);
}

async function forgetMarkers(file: string): Promise<void> {
  const path = join(server.folder, file);
  const text = await readFile(path, 'utf8');
  expect(text).toContain('@unsingleton-todo');
  await writeFile(path, text.replace(/^ *\/\/ @unsingleton-todo .*\n/gm, ''));
}

/** What one request asks for is that request's, what it books is the user's, what start-up sets and the desk are everybody's. */
const HUB = {
  'answers.json': '{ "EngineHub.booked": "user" }',
  'package.json': '{ "type": "module" }',
  'tsconfig.json': '{ "compilerOptions": { "strict": true, "module": "nodenext", "target": "es2022", "types": ["node"], "skipLibCheck": true, "noEmit": true, "noUnusedLocals": true }, "include": ["src"] }',
  'src/hub.ts': `class Desk {
  private served = 0;
  serve(): number {
    return ++this.served;
  }
}

export class EngineHub {
  private static instance: EngineHub | null = null;
  private asked = '';
  private booked: string[] = [];
  private limit = 1;
  private readonly desk = new Desk();

  private constructor() {}

  static getInstance(): EngineHub {
    if (!EngineHub.instance) {
      EngineHub.instance = new EngineHub();
    }
    return EngineHub.instance;
  }

  configure(limit: number): this {
    this.limit = limit;
    return this;
  }

  book(engine: string): string {
    this.asked = engine;
    if (this.booked.length < this.limit) this.booked.push(engine);
    return \`\${this.asked} \${String(this.desk.serve())}\`;
  }

  list(): string[] {
    return [...this.booked];
  }
}
`,
  'src/server.ts': `import { createServer } from 'node:http';
import { EngineHub } from './hub.js';

EngineHub.getInstance().configure(2);
createServer((request, response) => {
  response.end(EngineHub.getInstance().book(request.url ?? ''));
}).listen(0);
createServer((_request, response) => {
  response.end(EngineHub.getInstance().list().join());
}).listen(0);
`,
};

describe('a singleton, from its definition to the last phase', { timeout: 300_000 }, () => {
  it('leaves nothing deprecated, and divides its state', () => {
    const project = new Project(HUB);
    project.commit();
    const migrated = project.run('migrate', '--from-definition', 'EngineHub.getInstance', '--state', 'answers.json', '--write', '--format', 'json');
    const report = JSON.parse(migrated.stdout) as MigrationReport;
    expect(report).toMatchObject({ written: true, sinks: 3, rewritten: 2, adapted: 1, refused: [], diagnostics: { new: [] } });
    expect(Object.fromEntries((report.state ?? []).map(({ name, kind }) => [name, kind]))).toEqual({ 'EngineHub.asked': 'request', 'EngineHub.booked': 'user', 'EngineHub.limit': 'configuration', 'EngineHub.desk': 'process' });
    project.commit('Migrate');
    const removed = JSON.parse(project.run('remove', 'EngineHub.getInstance', '--write', '--format', 'json').stdout) as RemovalReport;
    expect(removed).toMatchObject({ written: true, callers: [] });
    const text = readFileSync(join(project.root, 'src/hub.ts'), 'utf8') + readFileSync(join(project.root, 'src/server.ts'), 'utf8');
    expect(text).not.toMatch(/getInstance|@deprecated|legacyGetter|EngineHub \| null/);
    expect(text).toContain('configureEngineHub(2);');
  });
});

describe('the agent server, migrated to the end', { timeout: 300_000 }, () => {
  it('keeps the accessor while start-up and a script use it', async () => {
    await server.migrate('--write', '--allow-dirty');
    const { callers, written } = await remove('--write');
    expect([callers.map(({ file }) => file), written]).toEqual([['src/scripts/reindex.ts', 'src/server.ts', 'src/server.ts'], false]);
  });

  it('has nothing deprecated left once a person has decided those, and its tests pass', async () => {
    await rewrite(FACTORY, ['/** Set once at start-up, the same for every factory. */', '/** Set once at start-up, the same for every factory. */\nexport function configureAgents(changes: Partial<FactorySettings>): void {\n  Object.assign(settings, changes);\n}\n']);
    await rewrite('src/agents/index.ts', ['AgentInstanceFactory, ', 'AgentInstanceFactory, configureAgents, ']);
    await rewrite('src/server.ts', ['getAgentInstanceFactory().configure(', 'configureAgents('], ['      getAgentInstanceFactory().close();\n', ''], ['getAgentInstanceFactory }', 'configureAgents }']);
    await rewrite('src/scripts/reindex.ts', ['getAgentInstanceFactory()', "createAgentInstanceFactory(UserExecutionContext.system('reindex'))"], ["import { getAgentInstanceFactory } from '../agents/index.js';", "import { UserExecutionContext } from '@unsingleton/runtime';\nimport { createAgentInstanceFactory } from '../agents/index.js';"]);
    for (const file of ['src/main.ts', 'src/server.ts', 'src/scripts/reindex.ts']) await forgetMarkers(file);
    expect(await remove('--write')).toMatchObject({ written: true, callers: [] });
    const left = [...(await server.sources())].filter(([, text]) => /getAgentInstanceFactory|resetAgentInstanceFactory|@deprecated|@unsingleton-todo/.test(text)).map(([file]) => file);
    expect(left).toEqual([]);
    expect(await server.build()).toEqual([]);
    const { passed, failed } = await server.test();
    expect(failed).toEqual([]);
    expect(passed).toBeGreaterThan(20);
  });
});
