/** The agent server from its singleton to the last phase: callers, mocks, then nothing deprecated is left, and its tests pass. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RemovalReport } from '../../codemods/remove-accessor/remove.js';
import { AgentServer } from '../demo/agent-server.js';
import { runNode } from '../demo/process.js';

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
