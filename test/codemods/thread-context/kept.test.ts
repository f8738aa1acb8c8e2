import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../codemods/thread-context/migrate.js';
import { makeTree } from '../change/tree.js';

const configuration = { context: { module: './context' } };

/** A server whose summaries are kept by the key that `keyOf` makes. */
const server = (key: string, keeps: boolean): Record<string, string> => ({
  'package.json': '{ "type": "module" }',
  'tsconfig.json': '{ "compilerOptions": { "strict": true, "module": "nodenext", "target": "es2022", "types": ["node"], "noEmit": true } }',
  'src/context.ts': `
export type UserExecutionContext = { readonly userId: string };
export declare function contextFromRequest(request: object): UserExecutionContext;
`,
  'src/agents.ts': `
import type { UserExecutionContext } from './context.js';
export class AgentInstanceFactory {
  constructor(private readonly user: string) {}
  summarise(topic: string): string { return \`\${topic}, for \${this.user}\`; }
}
export const createAgentInstanceFactory = (userContext: UserExecutionContext): AgentInstanceFactory => new AgentInstanceFactory(userContext.userId);
const instance = new AgentInstanceFactory('everybody');
export const getAgentInstanceFactory = (): AgentInstanceFactory => instance;
`,
  'src/summaries.ts': `
import { getAgentInstanceFactory } from './agents.js';
const summaries = new Map<string, string>();
const summarise = (topic: string): string => getAgentInstanceFactory().summarise(topic);
export function summaryOf(topic: string, user: string): string {
  ${keeps ? `let known = summaries.get(${key});
  if (known === undefined) {
    known = summarise(topic);
    summaries.set(${key}, known);
  }
  return known;` : 'return summarise(`${topic} of ${user}`);'}
}
`,
  'src/server.ts': `
import { createServer } from 'node:http';
import { summaryOf } from './summaries.js';
createServer((request, response) => {
  response.end(summaryOf(request.url ?? '', String(request.headers['x-user'])));
}).listen(0);
`,
});

const keptOf = async (tree: Record<string, string>): Promise<readonly string[]> => {
  const root = makeTree(tree);
  symlinkSync(join(import.meta.dirname, '../../../node_modules'), join(root, 'node_modules'));
  const { report } = await migrate({ root, configuration, write: false });
  expect(report).toMatchObject({ rewritten: 1, refused: [], diagnostics: { new: [] } });
  return (report.kept ?? []).map(({ file, name }) => `${file} ${name}`);
};

describe('what a migrated program still shares', () => {
  it('is told where a cache keeps one user\'s result for all', async () => {
    expect(await keptOf(server('topic', true))).toEqual(['src/summaries.ts summaries']);
  });

  it('is nothing where the key says whose it is, or nothing is kept', async () => {
    expect(await keptOf(server('`${user} ${topic}`', true))).toEqual([]);
    expect(await keptOf(server('topic', false))).toEqual([]);
  });
});
