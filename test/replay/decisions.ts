/** What the migration refused, decided by a person: the answers to its markers. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

type Decision = { readonly file: string; readonly why: string; readonly changes: readonly (readonly [from: string | RegExp, to: string])[] };

const MARKER = /^ *\/\/ @unsingleton-todo .*\n/m;
const ACCESSOR = 'getAgentInstanceFactory()';
const asSystem = (reason: string): string => `createAgentInstanceFactory(UserExecutionContext.system('${reason}'))`;

export const DECISIONS: readonly Decision[] = [
  { file: 'src/agents/register-agents.ts', why: 'what is offered to everybody is registered as nobody', changes: [
    [MARKER, ''],
    [ACCESSOR, asSystem('start-up')],
    [/import type \{ UserExecutionContext \}/, 'import { UserExecutionContext }'],
    ['import { getAgentInstanceFactory }', 'import { createAgentInstanceFactory }'],
  ] },
  { file: 'scripts/load-test.ts', why: 'the metrics are everybody\'s', changes: [
    [MARKER, ''],
    [ACCESSOR, asSystem('load test')],
    ['import { runInScope }', 'import { runInScope, UserExecutionContext }'],
    ['import { createAgentInstanceFactory, getAgentInstanceFactory }', 'import { createAgentInstanceFactory }'],
  ] },
  { file: 'src/main.ts', why: 'at the end there is no request to end', changes: [[MARKER, '']] },
  { file: 'src/server.ts', why: 'every request ends with its scope', changes: [
    [/^ *getAgentInstanceFactory\(\)\.endRequest\(\);\n/m, ''],
    [/^import \{ getAgentInstanceFactory \}.*\n/m, ''],
  ] },
  { file: 'test/isolation/one-instance.test.ts', why: 'a factory for each user is what the test asserts now', changes: [
    [MARKER, ''],
    ["it('is there once'", "it('is there once for each user'"],
    ['expect(getAgentInstanceFactory()).toBe(getAgentInstanceFactory())', 'expect(createAgentInstanceFactory(createTestUserContext())).not.toBe(createAgentInstanceFactory(createTestUserContext()))'],
    ['import { AgentInstanceFactory, getAgentInstanceFactory }', 'import { AgentInstanceFactory, createAgentInstanceFactory }'],
  ] },
];

/** @throws where the text that a decision is about is not there: then the migration answered otherwise than a person expects. */
export async function decide(folder: string): Promise<void> {
  for (const { file, changes } of DECISIONS) {
    const path = join(folder, file);
    let text = await readFile(path, 'utf8');
    for (const [from, to] of changes) {
      const changed = text.replace(from, to);
      if (changed === text) throw new Error(`${file} has no ${String(from)} to decide about.`);
      text = changed;
    }
    await writeFile(path, text);
  }
}
