import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { UnknownUser } from '../../../codemods/change/report.js';
import { migrate } from '../../../codemods/thread-context/migrate.js';
import { setUp } from './servers/server.js';

const FRAMEWORKS = ['express', 'mcp'] as const;

/** @param change what is different in the file that opens the user's scope */
async function unknownIn(framework: string, change: (text: string) => string): Promise<UnknownUser | undefined> {
  using server = setUp(framework);
  const file = join(server.root, 'server.ts');
  writeFileSync(file, change(readFileSync(file, 'utf8')));
  const { report } = await migrate({ root: server.root, write: false });
  expect(report.entryPoints).toHaveLength(1);
  return report.unknownUser;
}

const withoutScope = (text: string): string => text.replace(/^.*userScope.*\n/gm, '');

it.each(FRAMEWORKS)('says of a server on %s that nothing tells who the user is, where no scope is opened', async (framework) => {
  expect(await unknownIn(framework, withoutScope)).toEqual({
    entryPoints: 1,
    message: expect.stringMatching(new RegExp(`refuses every request at server\\.ts:\\d+\\. .* in \`@unsingleton/runtime/${framework}\`\\.$`)) as string,
  });
});

it.each(FRAMEWORKS)('says nothing of a server on %s that opens one', async (framework) => {
  expect(await unknownIn(framework, (text) => text)).toBeUndefined();
});

it('says nothing where a scope is opened by hand', async () => {
  expect(await unknownIn('express', (text) => `${withoutScope(text)}export { openScope } from '@unsingleton/runtime';\n`)).toBeUndefined();
});
