import { installPackages } from '../pack.js';
import { Repository } from '../cli/repository.js';

const PLAIN = `export class AgentInstanceFactory {
  private notes: string[] = [];

  note(text: string): void {
    this.notes = [text];
  }

  answer(): string {
    return this.notes.join();
  }
}

let instance: AgentInstanceFactory | undefined;

export function getAgentInstanceFactory(): AgentInstanceFactory {
  instance ??= new AgentInstanceFactory();
  return instance;
}
`;

const DEFINED = `${PLAIN.replace('  note(', '  constructor(readonly userContext?: UserExecutionContext) {}\n\n  note(')}
export const createAgentInstanceFactory = perRequest((userContext) => new AgentInstanceFactory(userContext));
`;

/** The reader's server: with the singleton alone, or with the per-request factory that a team has put beside it. */
export function makeServer(stage: 'plain' | 'defined'): Repository {
  const server = new Repository({
    'package.json': JSON.stringify({ name: 'agents', private: true, type: 'module', scripts: { test: 'node --test' }, dependencies: { express: '^5' }, devDependencies: { unsingleton: '*' } }),
    'tsconfig.json': '{ "compilerOptions": { "strict": true, "module": "nodenext", "target": "es2022", "types": ["node"], "skipLibCheck": true, "noEmit": true }, "include": ["src"] }',
    'src/agents.ts': stage === 'plain' ? PLAIN : `import { perRequest, type UserExecutionContext } from '@unsingleton/runtime';\n\n${DEFINED}`,
    'src/runs.ts': `import { getAgentInstanceFactory } from './agents.js';

export async function run(note: string): Promise<string> {
  getAgentInstanceFactory().note(note);
  await new Promise((done) => setTimeout(done, 20));
  return getAgentInstanceFactory().answer();
}
`,
    'src/app.ts': `import { userScope } from '@unsingleton/runtime/express';
import express from 'express';
import { run } from './runs.js';

export const app = express();
app.use(userScope((req) => ({ userId: req.get('x-checked-user') ?? 'nobody', threadId: 'inbox', runId: crypto.randomUUID() })));
app.get('/runs/:note', async (req, res) => {
  res.send(await run(req.params.note));
});
`,
    'test/app.test.js': '',
  });
  installPackages(server.root);
  server.commit('Begin');
  return server;
}
